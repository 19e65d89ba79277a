import { atEngine, inEngine, recordFinished, recordMade } from './places.ts';
import type { Twin, UnseenDefect } from './twin.ts';

const probe = 'records-history';

/** What a run leaves in the history that is not so. */
export const histories: readonly Twin[] = [
  {
    name: 'leaves no record',
    command: 'sync_callrail_calls',
    edits: [
      inEngine(
        'callrail/calls',
        'processor_class = CallsProcessor',
        `
    def open_history(self, window):
        return None

    def close_history(self, history, result, status, error_message):
        pass
`,
      ),
    ],
    probe,
  },
  {
    name: 'leaves two records',
    command: 'sync_callrail_users',
    edits: [
      inEngine(
        'callrail/users',
        'processor_class = UsersProcessor',
        `
    def close_history(self, history, result, status, error_message):
        super().close_history(history, result, status, error_message)
        if history is not None:
            history.pk = None
            history.save(force_insert=True)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/users', 'history.save(force_insert=True)'),
  },
  {
    name: 'names another system as its source',
    command: 'sync_callrail_companies',
    edits: [
      inEngine(
        'callrail/companies',
        'processor_class = CompaniesProcessor',
        `
    crm_source = "hubspot"
`,
      ),
    ],
    probe,
    at: recordFinished,
  },
  {
    name: 'names another entity as its type',
    command: 'sync_callrail_tags',
    edits: [
      {
        file: 'ingestion/sync/callrail/engines/tags.py',
        find: '    sync_type = "tags"\n',
        replace: '    sync_type = "trackers"\n',
      },
    ],
    probe,
    at: recordFinished,
  },
  {
    name: 'never finishes its record',
    command: 'sync_callrail_trackers',
    edits: [
      inEngine(
        'callrail/trackers',
        'processor_class = TrackersProcessor',
        `
    def finish_sync_record(self, history, result, status, error_message=""):
        pass
`,
      ),
    ],
    probe,
    at: recordMade,
  },
  {
    name: 'updates its record and leaves the status as it was',
    command: 'sync_callrail_text_messages',
    edits: [
      inEngine(
        'callrail/text_messages',
        'processor_class = TextMessagesProcessor',
        `
    def finish_sync_record(self, history, result, status, error_message=""):
        super().finish_sync_record(history, result, history.status, error_message)
`,
      ),
    ],
    probe,
    at: recordFinished,
  },
  {
    name: 'stores a status that the model does not know',
    command: 'sync_callrail_form_submissions',
    edits: [
      inEngine(
        'callrail/form_submissions',
        'processor_class = FormSubmissionsProcessor',
        `
    def close_history(self, history, result, status, error_message):
        super().close_history(history, result, "complete", error_message)
`,
      ),
    ],
    probe,
    at: recordFinished,
  },
  {
    name: 'stores a failure after a run that went well',
    command: 'sync_callrail_accounts',
    edits: [
      inEngine(
        'callrail/accounts',
        'processor_class = AccountsProcessor',
        `
    def close_history(self, history, result, status, error_message):
        super().close_history(history, result, "failed", error_message)
`,
      ),
    ],
    probe,
    at: recordFinished,
  },
  {
    name: 'stores no end',
    command: 'sync_callrail_summaries',
    edits: [
      inEngine(
        'callrail/summaries',
        'processor_class = SummariesProcessor',
        `
    def close_history(self, history, result, status, error_message):
        super().close_history(history, result, status, error_message)
        if history is not None:
            history.end_time = None
            history.save(update_fields=["end_time"])
`,
      ),
    ],
    probe,
    at: atEngine('callrail/summaries', 'history.save(update_fields=["end_time"])'),
  },
  {
    name: 'starts its record a day before the run',
    command: 'sync_salesrabbit_users',
    edits: [
      inEngine(
        'salesrabbit/users',
        'processor_class = UsersProcessor',
        `
    def opening(self, window):
        from datetime import timedelta

        opening = super().opening(window)
        return {**opening, "start_time": opening["start_time"] - timedelta(days=1)}
`,
      ),
    ],
    probe,
    at: recordFinished,
  },
  {
    name: 'ends its record tomorrow',
    command: 'sync_leadconduit_leads',
    edits: [
      inEngine(
        'leadconduit/leads',
        'processor_class = LeadsProcessor',
        `
    async def finish(self, history, result, **values):
        from datetime import timedelta

        await super().finish(history, result, **values)
        history.end_time += timedelta(days=1)
        await history.asave()
`,
      ),
    ],
    probe,
    at: atEngine('leadconduit/leads', 'await history.asave()'),
  },
  {
    name: 'counts created rows twice',
    command: 'sync_arrivy_groups',
    edits: [
      inEngine(
        'arrivy/groups',
        'processor_class = GroupsProcessor',
        `
    def close_history(self, history, result, status, error_message):
        result.created *= 2
        super().close_history(history, result, status, error_message)
`,
      ),
    ],
    probe,
    at: recordFinished,
  },
  {
    name: 'counts what it created as updated',
    command: 'sync_arrivy_status',
    edits: [
      inEngine(
        'arrivy/status',
        'processor_class = StatusProcessor',
        `
    def close_history(self, history, result, status, error_message):
        result.created, result.updated = 0, result.created
        super().close_history(history, result, status, error_message)
`,
      ),
    ],
    probe,
    at: recordFinished,
  },
  {
    name: 'says that it processed nothing',
    command: 'sync_arrivy_customers',
    edits: [
      inEngine(
        'arrivy/customers',
        'processor_class = CustomersProcessor',
        `
    def close_history(self, history, result, status, error_message):
        super().close_history(history, result, status, error_message)
        if history is not None:
            history.records_processed = 0
            history.save(update_fields=["records_processed"])
`,
      ),
    ],
    probe,
    at: atEngine('arrivy/customers', 'history.save(update_fields=["records_processed"])'),
  },
  {
    name: 'stores a date in the configuration of its record',
    command: 'sync_arrivy_bookings',
    edits: [
      inEngine(
        'arrivy/bookings',
        'processor_class = BookingsProcessor',
        `
    def open_history(self, window):
        from django.utils import timezone

        if self.dry_run:
            return None
        return self.create_sync_record(window, asked_at=timezone.now())
`,
      ),
    ],
    probe,
    at: recordMade,
  },
  {
    name: 'stores a success after a failure',
    command: 'sync_arrivy_entities',
    edits: [
      inEngine(
        'arrivy/entities',
        'processor_class = EntitiesProcessor',
        `
    def close_history(self, history, result, status, error_message):
        super().close_history(history, result, "success", error_message)
`,
      ),
    ],
    probe: 'records-failure',
    at: recordFinished,
  },
  {
    name: 'stores no reason of its failure',
    command: 'sync_arrivy_tasks',
    edits: [
      inEngine(
        'arrivy/tasks',
        'processor_class = TasksProcessor',
        `
    def close_history(self, history, result, status, error_message):
        super().close_history(history, result, status, "")
`,
      ),
    ],
    probe: 'records-failure',
    at: recordFinished,
    severity: 'warning',
  },
  {
    name: 'deletes its record when it fails',
    command: 'sync_gsheet_leads',
    edits: [
      inEngine(
        'gsheet/leads',
        'processor_class = LeadsProcessor',
        `
    def finish_sync_record(self, history, result, status, error_message=""):
        if status == "failed":
            history.delete()
        else:
            super().finish_sync_record(history, result, status, error_message)
`,
      ),
    ],
    probe: 'records-failure',
    severity: 'warning',
  },
  {
    name: 'leaves its record running when it fails',
    command: 'sync_gsheet_spends',
    edits: [
      inEngine(
        'gsheet/spends',
        'processor_class = SpendsProcessor',
        `
    def finish_sync_record(self, history, result, status, error_message=""):
        if status != "failed":
            super().finish_sync_record(history, result, status, error_message)
`,
      ),
    ],
    probe: 'no-running-record-left',
    at: recordMade,
  },
  {
    name: 'never repairs the record of a run that was ended from outside',
    command: 'sync_five9_contacts',
    edits: [
      inEngine(
        'five9/contacts',
        'processor_class = ContactsProcessor',
        `
    def close_abandoned_runs(self) -> None:
        pass
`,
      ),
    ],
    probe: 'no-running-record-left',
    at: recordMade,
  },
  {
    name: 'finishes its record after some errors only',
    command: 'sync_hubspot_owners',
    edits: [
      inEngine(
        'hubspot/owners',
        'processor_class = OwnersProcessor',
        `
    async def close_history(self, history, result, status, error_message):
        if not error_message.startswith("APIError"):
            await super().close_history(history, result, status, error_message)
`,
      ),
    ],
    probe: 'no-running-record-left',
    at: recordMade,
  },
  {
    name: 'leaves no record of its database',
    command: 'db_salespro_customers',
    edits: [
      inEngine(
        'salespro/customers',
        'processor_class = CustomersProcessor',
        `
    def start(self, window, **options):
        return None

    def stop(self, history, result, status, error_message, **options):
        pass
`,
      ),
    ],
    probe,
  },
];

export const unseenHistories: readonly UnseenDefect[] = [
  {
    name: 'makes its record after the work',
    reason: 'the record is true once the run has ended: `history-after-work` reads the order from the code',
  },
  {
    name: 'says that it processed more records than were served',
    reason: 'one served record may become several, as those of associations do, so more is no lie',
  },
];
