import { fileOf, inEngine } from './places.ts';
import type { Edit, Twin } from './twin.ts';

const probe = 'delta-uses-last-sync';

/** From when on the next run asks for records. */
export const deltas: readonly Twin[] = [
  {
    name: 'starts where another system ended',
    command: 'sync_callrail_calls',
    edits: [lookUp('callrail/calls', 'processor_class = CallsProcessor', 'sync_type=self.sync_type, status="success"')],
    probe,
  },
  {
    name: 'starts where a run ended that has failed',
    command: 'sync_callrail_users',
    edits: [
      lookUp(
        'callrail/users',
        'processor_class = UsersProcessor',
        'crm_source=self.crm_source, sync_type=self.sync_type, end_time__isnull=False',
      ),
    ],
    probe,
  },
  {
    name: 'looks for the last run of another type',
    command: 'sync_callrail_companies',
    edits: [
      lookUp(
        'callrail/companies',
        'processor_class = CompaniesProcessor',
        'crm_source=self.crm_source, sync_type="company", status="success"',
      ),
    ],
    probe,
  },
  {
    name: 'asks for everything each time',
    command: 'sync_callrail_tags',
    edits: [
      inEngine(
        'callrail/tags',
        'processor_class = TagsProcessor',
        `
    def last_success(self):
        return None
`,
      ),
    ],
    probe,
  },
  {
    name: 'asks from the same day on each time',
    command: 'sync_callrail_text_messages',
    edits: [
      inEngine(
        'callrail/text_messages',
        'processor_class = TextMessagesProcessor',
        `
    def window_from(self, *, full, start_date, end_date):
        from datetime import datetime, timezone

        from ingestion.results import SyncWindow

        window = super().window_from(full=full, start_date=start_date, end_date=end_date)
        if window.strategy in ("delta", "initial"):
            return SyncWindow("delta", datetime(2020, 1, 1, tzinfo=timezone.utc), end_date)
        return window
`,
      ),
    ],
    probe,
  },
  {
    name: 'starts where the last run ended in spite of --full',
    command: 'sync_callrail_trackers',
    edits: [
      inEngine(
        'callrail/trackers',
        'processor_class = TrackersProcessor',
        `
    def window_from(self, *, full, start_date, end_date):
        return super().window_from(full=False, start_date=start_date, end_date=end_date)
`,
      ),
    ],
    probe,
  },
  {
    name: 'starts where the last run ended in spite of a start date',
    command: 'sync_callrail_form_submissions',
    edits: [
      inEngine(
        'callrail/form_submissions',
        'processor_class = FormSubmissionsProcessor',
        `
    def window_from(self, *, full, start_date, end_date):
        from ingestion.results import SyncWindow

        last = self.last_success()
        if last is not None and not full:
            return SyncWindow("delta", last.end_time, end_date)
        return super().window_from(full=full, start_date=start_date, end_date=end_date)
`,
      ),
    ],
    probe,
  },
  {
    name: 'starts where its first run ended',
    command: 'sync_arrivy_groups',
    edits: [
      inEngine(
        'arrivy/groups',
        'processor_class = GroupsProcessor',
        `
    def last_success(self):
        from ingestion.models import SyncHistory

        runs = SyncHistory.objects.filter(crm_source=self.crm_source, sync_type=self.sync_type, status="success")
        return runs.order_by("end_time").first()
`,
      ),
    ],
    probe,
  },
  {
    name: 'forgets the start of the window when it asks',
    command: 'sync_hubspot_owners',
    edits: [
      {
        file: fileOf('client', 'hubspot/owners'),
        find: '    endpoint = "crm/v3/owners"\n',
        replace: `    endpoint = "crm/v3/owners"

    def params(self, window, limit):
        params = super().params(window, limit)
        if window.strategy == "delta":
            del params["updatedAfter"]
        return params
`,
      },
    ],
    probe,
  },
  {
    name: 'starts an asynchronous delta where another system ended',
    command: 'sync_leadconduit_leads',
    edits: [
      lookUp('leadconduit/leads', 'processor_class = LeadsProcessor', 'sync_type=self.sync_type, status="success"'),
    ],
    probe,
  },
  {
    name: 'copies its table as a whole each time',
    command: 'db_genius_prospects',
    edits: [
      inEngine(
        'genius/sales',
        'processor_class = ProspectsProcessor',
        `
    def last_success(self):
        return None
`,
      ),
    ],
    probe,
  },
];

/** The newest record of those that a condition chooses. */
function lookUp(path: string, line: string, conditions: string): Edit {
  return inEngine(
    path,
    line,
    `
    def last_success(self):
        from ingestion.models import SyncHistory

        return SyncHistory.objects.filter(${conditions}).order_by("-end_time").first()
`,
  );
}
