import { atEngine, inEngine, inProcessor, rowsStored } from './places.ts';
import type { Twin, UnseenDefect } from './twin.ts';

const probe = 'keeps-no-state-elsewhere';

/** Where the time of the last sync is kept, besides the history. */
export const states: readonly Twin[] = [
  {
    name: 'keeps the time of its last run in a file',
    command: 'sync_arrivy_groups',
    edits: [
      inEngine(
        'arrivy/groups',
        'processor_class = GroupsProcessor',
        `
    def transfer(self, window, result):
        from pathlib import Path

        from django.utils import timezone

        super().transfer(window, result)
        if not self.dry_run:
            Path("groups_last_sync.txt").write_text(timezone.now().isoformat())
`,
      ),
    ],
    probe,
    at: atEngine('arrivy/groups', 'Path("groups_last_sync.txt").write_text('),
  },
  {
    name: 'keeps its state in JSON that it moves into place',
    command: 'sync_arrivy_status',
    edits: [
      inEngine(
        'arrivy/status',
        'processor_class = StatusProcessor',
        `
    def transfer(self, window, result):
        import json
        import os
        import tempfile

        from django.utils import timezone

        super().transfer(window, result)
        if not self.dry_run:
            with tempfile.NamedTemporaryFile("w", delete=False) as draft:
                json.dump({"last": timezone.now().isoformat()}, draft)
            os.replace(draft.name, "status_sync_state.json")
`,
      ),
    ],
    probe,
    at: atEngine('arrivy/status', 'os.replace(draft.name'),
  },
  {
    name: 'keeps its state in a shelf',
    command: 'sync_hubspot_owners',
    edits: [
      inEngine(
        'hubspot/owners',
        'processor_class = OwnersProcessor',
        `
    async def store(self, batch):
        import dbm.dumb

        outcome = await super().store(batch)
        if not self.dry_run:
            with dbm.dumb.open("owners_checkpoint") as shelf:
                shelf["after"] = str(len(batch))
        return outcome
`,
      ),
    ],
    probe,
    at: atEngine('hubspot/owners', 'with dbm.dumb.open("owners_checkpoint")'),
  },
  {
    name: 'keeps the time of its last run in the cache',
    command: 'sync_callrail_accounts',
    edits: [
      inEngine(
        'callrail/accounts',
        'processor_class = AccountsProcessor',
        `
    def transfer(self, window, result):
        from django.core.cache import cache
        from django.utils import timezone

        super().transfer(window, result)
        if not self.dry_run:
            cache.set("callrail:accounts:last_sync", timezone.now().isoformat(), timeout=None)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/accounts', 'cache.set("callrail:accounts:last_sync"'),
  },
  {
    name: 'keeps several states in the cache at once',
    command: 'sync_callrail_companies',
    edits: [
      inEngine(
        'callrail/companies',
        'processor_class = CompaniesProcessor',
        `
    def transfer(self, window, result):
        from django.core.cache import cache
        from django.utils import timezone

        super().transfer(window, result)
        if not self.dry_run:
            cache.set_many({"companies_synced_at": timezone.now().isoformat(), "companies": result.processed})
`,
      ),
    ],
    probe,
    at: atEngine('callrail/companies', 'cache.set_many('),
  },
  {
    name: 'marks each row with the time of the run',
    command: 'sync_callrail_users',
    edits: [
      {
        file: 'ingestion/models/callrail.py',
        find: '    accepted = models.BooleanField(default=False)\n',
        replace:
          '    accepted = models.BooleanField(default=False)\n    last_synced_at = models.DateTimeField(null=True, blank=True)\n',
      },
      {
        file: 'ingestion/sync/callrail/processors/users.py',
        find: '            "role": text(raw, "role"),\n',
        replace: '            "role": text(raw, "role"),\n            "last_synced_at": timezone.now(),\n',
      },
      {
        file: 'ingestion/sync/callrail/processors/users.py',
        find: 'from ingestion.models import CallRailUser\n',
        replace: 'from django.utils import timezone\n\nfrom ingestion.models import CallRailUser\n',
      },
    ],
    probe,
    at: rowsStored,
  },
  {
    name: 'has a history of its own',
    command: 'sync_salesrabbit_users',
    edits: [
      {
        file: 'ingestion/models/salesrabbit.py',
        find: 'class SalesRabbitUser(SalesRabbitModel):\n',
        replace: `class SalesRabbitSyncState(models.Model):
    entity = models.CharField(max_length=50, primary_key=True)
    finished_at = models.DateTimeField()

    class Meta:
        db_table = "salesrabbit_sync_state"

    def __str__(self):
        return self.entity


class SalesRabbitUser(SalesRabbitModel):
`,
      },
      inEngine(
        'salesrabbit/users',
        'processor_class = UsersProcessor',
        `
    def transfer(self, window, result):
        from django.utils import timezone

        from ingestion.models.salesrabbit import SalesRabbitSyncState

        super().transfer(window, result)
        if not self.dry_run:
            state = SalesRabbitSyncState(entity="users", finished_at=timezone.now())
            state.save()
`,
      ),
    ],
    probe,
    at: atEngine('salesrabbit/users', 'state.save()'),
  },
  {
    name: 'writes the time of the last sync into a row of its processor',
    command: 'db_salespro_estimates',
    edits: [
      {
        file: 'ingestion/models/salespro.py',
        find: '    job_name = models.CharField(max_length=255, blank=True)\n',
        replace:
          '    job_name = models.CharField(max_length=255, blank=True)\n    last_sync = models.DateTimeField(null=True, blank=True)\n',
      },
      inProcessor(
        'salespro/sales',
        'model = SalesProEstimate',
        `
    def write(self, plan):
        from django.utils import timezone

        super().write(plan)
        stored = self.model.objects.all()
        stored.update(last_sync=timezone.now())
`,
      ),
    ],
    probe,
    at: { file: 'ingestion/sync/salespro/processors/sales.py', find: 'stored.update(last_sync=' },
  },
];

export const unseenStates: readonly UnseenDefect[] = [
  {
    name: 'keeps the time of its last run in the memory of its module',
    reason:
      'every run is a process of its own, as it is when a scheduler starts it: `memory-sync-state` reads it from the code',
  },
];
