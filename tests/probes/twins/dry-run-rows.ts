import { atEngine, inEngine, rowsStored } from './places.ts';
import type { Twin } from './twin.ts';

const probe = 'dry-run-writes-nothing';

/** A dry run that writes through the ORM, in the ways that there are. */
export const dryRunRows: readonly Twin[] = [
  {
    name: 'creates a row through the ORM',
    command: 'sync_callrail_calls',
    edits: [
      inEngine(
        'callrail/calls',
        'processor_class = CallsProcessor',
        `
    def transfer(self, window, result):
        from ingestion.models import CallRailAccount

        CallRailAccount.objects.create(id="ACC0", name="seen")
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/calls', 'CallRailAccount.objects.create('),
  },
  {
    name: 'creates several rows at once',
    command: 'sync_callrail_users',
    edits: [
      inEngine(
        'callrail/users',
        'processor_class = UsersProcessor',
        `
    def transfer(self, window, result):
        from ingestion.models import CallRailAccount

        accounts = [CallRailAccount(id=f"ACC{number}", name="seen") for number in range(3)]
        CallRailAccount.objects.bulk_create(accounts)
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/users', 'CallRailAccount.objects.bulk_create(accounts)'),
  },
  {
    name: 'saves an object',
    command: 'sync_gsheet_leads',
    edits: [
      inEngine(
        'gsheet/leads',
        'processor_class = LeadsProcessor',
        `
    def store(self, rows):
        from ingestion.models import GSheetLead

        lead = GSheetLead(id="row 0", source="seen")
        lead.save()
        return super().store(rows)
`,
      ),
    ],
    probe,
    at: atEngine('gsheet/leads', 'lead.save()'),
  },
  {
    name: 'creates a row unless it is there',
    command: 'sync_gsheet_spends',
    edits: [
      inEngine(
        'gsheet/spends',
        'processor_class = SpendsProcessor',
        `
    def store(self, rows):
        from ingestion.models import GSheetLead

        GSheetLead.objects.get_or_create(id="row 0", defaults={"source": "seen"})
        return super().store(rows)
`,
      ),
    ],
    probe,
    at: atEngine('gsheet/spends', 'GSheetLead.objects.get_or_create('),
  },
  {
    name: 'deletes a row',
    command: 'sync_five9_contacts',
    edits: [
      inEngine(
        'five9/contacts',
        'processor_class = ContactsProcessor',
        `
    def preview(self, window):
        from ingestion.models import Five9Contact

        Five9Contact.objects.create(id="5001")
        Five9Contact.objects.filter(id="5001").delete()
        return super().preview(window)
`,
      ),
    ],
    probe,
    at: atEngine('five9/contacts', 'Five9Contact.objects.filter(id="5001").delete()'),
  },
  {
    name: 'adds to a relation of many to many',
    command: 'sync_arrivy_tasks',
    edits: [
      {
        file: 'ingestion/models/arrivy.py',
        find: '    entity_ids = models.JSONField(default=list, blank=True)\n',
        replace:
          '    entity_ids = models.JSONField(default=list, blank=True)\n    crew = models.ManyToManyField(ArrivyEntity)\n',
      },
      inEngine(
        'arrivy/tasks',
        'processor_class = TasksProcessor',
        `
    def transfer(self, window, result):
        from ingestion.models import ArrivyEntity, ArrivyTask

        task = ArrivyTask.objects.create(id=5001, title="seen")
        member = ArrivyEntity.objects.create(id=5001, name="seen")
        task.crew.add(member)
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('arrivy/tasks', 'task.crew.add(member)'),
  },
  {
    name: 'counts up in the database',
    command: 'sync_callrail_text_messages',
    edits: [
      inEngine(
        'callrail/text_messages',
        'processor_class = TextMessagesProcessor',
        `
    def transfer(self, window, result):
        from django.db.models import F

        from ingestion.models import CallRailCallSummary

        CallRailCallSummary.objects.get_or_create(id="COM0")
        CallRailCallSummary.objects.filter(id="COM0").update(total_calls=F("total_calls") + 1)
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/text_messages', 'CallRailCallSummary.objects.filter(id="COM0").update('),
  },
  {
    name: 'updates rows by a query',
    command: 'sync_callrail_form_submissions',
    edits: [
      inEngine(
        'callrail/form_submissions',
        'processor_class = FormSubmissionsProcessor',
        `
    def transfer(self, window, result):
        from ingestion.models import CallRailAccount

        CallRailAccount.objects.get_or_create(id="ACC0")
        CallRailAccount.objects.filter(id="ACC0").update(name="seen")
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/form_submissions', 'CallRailAccount.objects.filter(id="ACC0").update('),
  },
  {
    name: 'writes and takes it back',
    command: 'sync_callrail_accounts',
    edits: [
      inEngine(
        'callrail/accounts',
        'processor_class = AccountsProcessor',
        `
    def transfer(self, window, result):
        from django.db import transaction

        from ingestion.models import CallRailAccount

        with transaction.atomic():
            CallRailAccount.objects.create(id="ACC0", name="tried")
            transaction.set_rollback(True)
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/accounts', 'CallRailAccount.objects.create('),
    severity: 'warning',
  },
  {
    name: 'updates no row',
    command: 'sync_salesrabbit_leads',
    edits: [
      inEngine(
        'salesrabbit/leads',
        'processor_class = LeadsProcessor',
        `
    def transfer(self, window, result):
        from ingestion.models import SalesRabbitLead

        SalesRabbitLead.objects.filter(status="seen").update(status="old")
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('salesrabbit/leads', 'SalesRabbitLead.objects.filter('),
    severity: 'warning',
  },
  {
    name: 'stores its batches without asking for the flag',
    command: 'db_salespro_customers',
    edits: [
      inEngine(
        'salespro/customers',
        'processor_class = CustomersProcessor',
        `
    def store(self, rows, result, *, dry_run, force, **_):
        processor = self.processor_class(force=force)
        plan = processor.plan(rows)
        result.add(plan.result)
        processor.write(plan)
`,
      ),
    ],
    probe,
    at: rowsStored,
  },
  {
    name: 'has a write without its guard',
    command: 'db_genius_jobs',
    edits: [
      inEngine(
        'genius/sales',
        'processor_class = JobsProcessor',
        `
    def write(self, plan):
        self.processor.write(plan)
`,
      ),
    ],
    probe,
    at: rowsStored,
  },
  {
    name: 'tells its engine that the run is real',
    command: 'sync_hubspot_contacts',
    edits: [
      inEngine(
        'hubspot/crm_objects',
        'processor_class = processors.ContactsProcessor',
        `
    async def store(self, batch):
        self.dry_run = False
        return await super().store(batch)
`,
      ),
    ],
    probe,
    at: { file: 'ingestion/sync/hubspot/processors/base.py', find: 'self.model.objects.bulk_create(' },
  },
];
