import { atProcessor, inProcessor, rowsChanged, rowsStored } from './places.ts';
import type { Twin, UnseenDefect } from './twin.ts';

/** What becomes of records in a real run. */
export const records: readonly Twin[] = [
  {
    name: 'says that it created rows, and leaves none',
    command: 'sync_callrail_calls',
    edits: [
      inProcessor(
        'callrail/calls',
        'model = CallRailCall',
        `
    def write(self, plan):
        pass
`,
      ),
    ],
    probe: 'creates-records',
  },
  {
    name: 'takes its rows back at the end',
    command: 'sync_callrail_users',
    edits: [
      inProcessor(
        'callrail/users',
        'model = CallRailUser',
        `
    def write(self, plan):
        from django.db import transaction

        with transaction.atomic():
            super().write(plan)
            transaction.set_rollback(True)
`,
      ),
    ],
    probe: 'creates-records',
  },
  {
    name: 'creates its rows again',
    command: 'sync_callrail_companies',
    edits: [
      inProcessor(
        'callrail/companies',
        'model = CallRailCompany',
        `
    def build(self, raw):
        from uuid import uuid4

        row = super().build(raw)
        row.pk = uuid4().hex
        return row
`,
      ),
    ],
    probe: 'idempotent',
    at: rowsStored,
  },
  {
    name: 'adds rows for records that have changed',
    command: 'sync_callrail_tags',
    edits: [
      inProcessor(
        'callrail/tags',
        'model = CallRailTag',
        `
    def build(self, raw):
        from uuid import uuid4

        row = super().build(raw)
        row.pk = uuid4().hex
        return row
`,
      ),
    ],
    probe: 'updates-records',
    at: rowsStored,
  },
  {
    name: 'makes its keys of a changing value',
    command: 'sync_arrivy_groups',
    edits: [
      inProcessor(
        'arrivy/groups',
        'model = ArrivyGroup',
        `
    def build(self, raw):
        import time

        row = super().build(raw)
        row.pk = time.time_ns() + row.pk
        return row
`,
      ),
    ],
    probe: 'idempotent',
    at: rowsStored,
  },
  {
    name: 'writes its rows again when nothing has changed',
    command: 'sync_callrail_trackers',
    edits: [
      inProcessor(
        'callrail/trackers',
        'model = CallRailTracker',
        `
    def differs(self, current, row):
        return True
`,
      ),
    ],
    probe: 'idempotent',
    at: rowsChanged,
    severity: 'note',
  },
  {
    name: 'deletes its rows before it stores them',
    command: 'sync_arrivy_status',
    edits: [
      inProcessor(
        'arrivy/status',
        'model = ArrivyStatus',
        `
    def write(self, plan):
        self.model.objects.exclude(pk__in=[row.pk for row in plan.new]).delete()
        super().write(plan)
`,
      ),
    ],
    probe: 'idempotent',
    at: atProcessor('arrivy/status', '.delete()'),
  },
  {
    name: 'loses updates',
    command: 'sync_callrail_text_messages',
    edits: [
      inProcessor(
        'callrail/text_messages',
        'model = CallRailTextMessage',
        `
    def write(self, plan):
        self.model.objects.bulk_create(plan.new)
`,
      ),
    ],
    probe: 'updates-records',
  },
  {
    name: 'inserts and ignores conflicts',
    command: 'sync_arrivy_customers',
    edits: [
      inProcessor(
        'arrivy/customers',
        'model = ArrivyCustomer',
        `
    def write(self, plan):
        self.model.objects.bulk_create([*plan.new, *plan.changed], ignore_conflicts=True)
`,
      ),
    ],
    probe: 'updates-records',
  },
  {
    name: 'lets one record without a key end the run in a traceback',
    command: 'sync_callrail_form_submissions',
    edits: [
      inProcessor(
        'callrail/form_submissions',
        'model = CallRailFormSubmission',
        `
    def build(self, raw):
        key = raw["id"].strip()
        return super().build({**raw, "id": key})
`,
      ),
    ],
    probe: 'handles-invalid-records',
    at: atProcessor('callrail/form_submissions', 'key = raw["id"].strip()'),
  },
  {
    name: 'lets a value of another type end the run in a traceback',
    command: 'sync_arrivy_bookings',
    edits: [
      inProcessor(
        'arrivy/bookings',
        'model = ArrivyBooking',
        `
    def build(self, raw):
        title = raw["title"].title()
        return super().build({**raw, "title": title})
`,
      ),
    ],
    probe: 'handles-invalid-records',
    at: atProcessor('arrivy/bookings', 'title = raw["title"].title()'),
  },
  {
    name: 'makes two rows of a record that is served twice',
    command: 'sync_callrail_accounts',
    edits: [
      inProcessor(
        'callrail/accounts',
        'model = CallRailAccount',
        `
    def build(self, raw):
        row = super().build(raw)
        self.count = getattr(self, "count", 0) + 1
        row.pk = f"{row.pk}-{self.count}"
        return row
`,
      ),
    ],
    probe: 'handles-invalid-records',
  },
  {
    name: 'drops records without a key, and says nothing',
    command: 'sync_salesrabbit_users',
    edits: [
      inProcessor(
        'salesrabbit/users',
        'model = SalesRabbitUser',
        `
    def plan(self, batch):
        return super().plan([raw for raw in batch if raw.get("id")])
`,
      ),
    ],
    probe: 'handles-invalid-records',
    severity: 'warning',
  },
  {
    name: 'knows ASCII only',
    command: 'sync_arrivy_entities',
    edits: [
      inProcessor(
        'arrivy/entities',
        'model = ArrivyEntity',
        `
    def build(self, raw):
        name = str(raw.get("name", "")).encode("ascii").decode()
        return super().build({**raw, "name": name})
`,
      ),
    ],
    probe: 'handles-hostile-payloads',
    at: atProcessor('arrivy/entities', '.encode("ascii")'),
  },
];

export const unseenRecords: readonly UnseenDefect[] = [
  {
    name: 'stores numbers that nobody has checked',
    reason:
      'on SQLite alone: the ranges that models check there are not those of PostgreSQL, so the verdict asks for it',
  },
  {
    name: 'stores a field in the column of another one',
    reason: 'which field belongs into which column is configuration, and the sample has none',
  },
];
