import { atEngine, inEngine } from './places.ts';
import type { Twin } from './twin.ts';

const probe = 'dry-run-writes-nothing';

/** A dry run that writes in another thread, or asynchronously. */
export const dryRunThreads: readonly Twin[] = [
  {
    name: 'writes in a thread',
    command: 'sync_callrail_trackers',
    edits: [
      inEngine(
        'callrail/trackers',
        'processor_class = TrackersProcessor',
        `
    def transfer(self, window, result):
        from threading import Thread

        from django.db import connection

        from ingestion.models import CallRailAccount

        def remember():
            CallRailAccount.objects.create(id="ACC0", name="seen")
            connection.close()

        thread = Thread(target=remember)
        thread.start()
        thread.join()
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/trackers', 'CallRailAccount.objects.create('),
  },
  {
    name: 'writes through sync_to_async',
    command: 'sync_arrivy_entities',
    edits: [
      inEngine(
        'arrivy/entities',
        'processor_class = EntitiesProcessor',
        `
    async def transfer_async(self, window, result):
        from asgiref.sync import sync_to_async

        from ingestion.models import ArrivyGroup

        await sync_to_async(ArrivyGroup.objects.create)(id=5001, name="seen")
        await super().transfer_async(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('arrivy/entities', 'await sync_to_async(ArrivyGroup.objects.create)'),
  },
  {
    name: 'writes in several threads of an event loop',
    command: 'sync_hubspot_owners',
    edits: [
      inEngine(
        'hubspot/owners',
        'processor_class = OwnersProcessor',
        `
    async def store(self, batch):
        import asyncio

        from asgiref.sync import sync_to_async

        from ingestion.models import HubSpotOwner

        save = sync_to_async(HubSpotOwner.objects.create, thread_sensitive=False)
        await asyncio.gather(save(id="5001"), save(id="5002"))
        return await super().store(batch)
`,
      ),
    ],
    probe,
    at: atEngine('hubspot/owners', 'await asyncio.gather('),
  },
  {
    name: 'writes in a pool of threads',
    command: 'sync_callrail_summaries',
    edits: [
      inEngine(
        'callrail/summaries',
        'processor_class = SummariesProcessor',
        `
    def transfer(self, window, result):
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(self.remember, ("ACC0", "ACC1")))
        super().transfer(window, result)

    def remember(self, key):
        from django.db import connection

        from ingestion.models import CallRailAccount

        CallRailAccount.objects.create(id=key, name="seen")
        connection.close()
`,
      ),
    ],
    probe,
    at: atEngine('callrail/summaries', 'CallRailAccount.objects.create('),
  },
  {
    name: 'writes through the asynchronous ORM',
    command: 'sync_leadconduit_leads',
    edits: [
      inEngine(
        'leadconduit/leads',
        'processor_class = LeadsProcessor',
        `
    async def outcomes(self, window, batch_size, *, force, dry_run):
        from ingestion.models import LeadConduitLead

        await LeadConduitLead.objects.acreate(id="5001", outcome="seen")
        async for outcome in super().outcomes(window, batch_size, force=force, dry_run=dry_run):
            yield outcome
`,
      ),
    ],
    probe,
    at: atEngine('leadconduit/leads', 'await LeadConduitLead.objects.acreate('),
  },
];
