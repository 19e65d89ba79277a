import { atCommand, atEngine, inCommand, inEngine, recordMade } from './places.ts';
import type { Twin } from './twin.ts';

const probe = 'dry-run-writes-nothing';

/** What a dry run does besides rows, or does not do. */
export const dryRunEffects: readonly Twin[] = [
  {
    name: 'writes a file in a dry run',
    command: 'sync_callrail_calls',
    edits: [
      inEngine(
        'callrail/calls',
        'processor_class = CallsProcessor',
        `
    def transfer(self, window, result):
        with open("calls.csv", "w") as export:
            export.write("id,duration")
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/calls', 'with open("calls.csv", "w")'),
  },
  {
    name: 'replaces a file in a dry run',
    command: 'sync_callrail_users',
    edits: [
      inEngine(
        'callrail/users',
        'processor_class = UsersProcessor',
        `
    def transfer(self, window, result):
        import os
        import tempfile
        from pathlib import Path

        draft = Path(tempfile.gettempdir()) / "users.draft"
        draft.write_text("id,email")
        os.replace(draft, "users.csv")
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/users', 'os.replace(draft, "users.csv")'),
  },
  {
    name: 'sends a mail in a dry run',
    command: 'sync_callrail_companies',
    edits: [
      inCommand(
        'sync_callrail_companies',
        'engine_class = CompaniesSyncEngine',
        `
    def announce(self, options):
        from django.core.mail import send_mail

        super().announce(options)
        send_mail("companies", "The sync of the companies starts", "sync@example.com", ["ops@example.com"])
`,
      ),
    ],
    probe,
    at: atCommand('sync_callrail_companies', 'send_mail("companies"'),
  },
  {
    name: 'sends a mail to the managers in a dry run',
    command: 'sync_arrivy_groups',
    edits: [
      inCommand(
        'sync_arrivy_groups',
        'engine_class = GroupsSyncEngine',
        `
    def announce(self, options):
        from django.core.mail import EmailMessage

        super().announce(options)
        notice = EmailMessage("groups", "The sync of the groups starts", "sync@example.com", ["ops@example.com"])
        notice.send()
`,
      ),
    ],
    probe,
    at: atCommand('sync_arrivy_groups', 'notice.send()'),
  },
  {
    name: 'starts a program in a dry run',
    command: 'sync_callrail_tags',
    edits: [
      inEngine(
        'callrail/tags',
        'processor_class = TagsProcessor',
        `
    def transfer(self, window, result):
        import subprocess

        subprocess.run(["logger", "tags"], check=False)
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/tags', 'subprocess.run(["logger", "tags"]'),
  },
  {
    name: 'starts a shell in a dry run',
    command: 'sync_callrail_trackers',
    edits: [
      inEngine(
        'callrail/trackers',
        'processor_class = TrackersProcessor',
        `
    def transfer(self, window, result):
        import os

        os.system("touch trackers.done")
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/trackers', 'os.system('),
  },
  {
    name: 'posts a request in a dry run',
    command: 'sync_callrail_summaries',
    edits: [
      inEngine(
        'callrail/summaries',
        'processor_class = SummariesProcessor',
        `
    def transfer(self, window, result):
        import requests

        requests.post("https://hooks.example.com/summaries", json={"text": "started"}, timeout=5)
        super().transfer(window, result)
`,
      ),
    ],
    probe,
    at: atEngine('callrail/summaries', 'requests.post('),
  },
  {
    name: 'deletes at the source in a dry run',
    command: 'sync_five9_contacts',
    edits: [
      inEngine(
        'five9/contacts',
        'processor_class = ContactsProcessor',
        `
    def preview(self, window):
        from urllib.request import Request, urlopen

        request = Request(self.client.base_url + "/contacts/old", method="DELETE")
        urlopen(request, timeout=5).close()
        return super().preview(window)
`,
      ),
    ],
    probe,
    at: atEngine('five9/contacts', 'urlopen(request, timeout=5)'),
  },
  {
    name: 'acknowledges by an asynchronous request in a dry run',
    command: 'sync_hubspot_owners',
    edits: [
      inEngine(
        'hubspot/owners',
        'processor_class = OwnersProcessor',
        `
    async def store(self, batch):
        import aiohttp

        async with aiohttp.ClientSession() as session:
            async with session.put("https://hooks.example.com/owners", json={"count": len(batch)}) as answer:
                await answer.read()
        return await super().store(batch)
`,
      ),
    ],
    probe,
    at: atEngine('hubspot/owners', 'async with session.put('),
  },
  {
    name: 'makes a record in the history in a dry run',
    command: 'sync_callrail_text_messages',
    edits: [
      inEngine(
        'callrail/text_messages',
        'processor_class = TextMessagesProcessor',
        `
    def open_history(self, window):
        return self.create_sync_record(window, batch_size=self.batch_size)
`,
      ),
    ],
    probe: 'dry-run-leaves-no-history',
    at: recordMade,
  },
  {
    name: 'makes a record of its own in the history in a dry run',
    command: 'sync_leadconduit_leads',
    edits: [
      inEngine(
        'leadconduit/leads',
        'processor_class = LeadsProcessor',
        `
    async def outcomes(self, window, batch_size, *, force, dry_run):
        if dry_run:
            await self.note()
        async for outcome in super().outcomes(window, batch_size, force=force, dry_run=dry_run):
            yield outcome

    async def note(self):
        from django.utils import timezone

        from ingestion.models import SyncHistory

        now = timezone.now()
        entry = SyncHistory(crm_source="leadconduit", sync_type="preview", status="success", start_time=now)
        entry.end_time = now
        await entry.asave()
`,
      ),
    ],
    probe: 'dry-run-leaves-no-history',
    at: atEngine('leadconduit/leads', 'await entry.asave()'),
  },
  {
    name: 'does not say that the run is dry',
    command: 'sync_callrail_form_submissions',
    edits: [
      inCommand(
        'sync_callrail_form_submissions',
        'engine_class = FormSubmissionsSyncEngine',
        `
    def announce(self, options):
        pass

    def report(self, engine, result, options):
        super().report(engine, result, {**options, "dry_run": False})
`,
      ),
    ],
    probe: 'dry-run-announced',
    severity: 'warning',
  },
  {
    name: 'asks nobody in a dry run',
    command: 'sync_callrail_accounts',
    edits: [
      inEngine(
        'callrail/accounts',
        'processor_class = AccountsProcessor',
        `
    def transfer(self, window, result):
        if not self.dry_run:
            super().transfer(window, result)
`,
      ),
    ],
    probe: 'dry-run-calls-api',
  },
  {
    name: 'predicts other numbers in a dry run',
    command: 'sync_arrivy_status',
    edits: [
      inEngine(
        'arrivy/status',
        'processor_class = StatusProcessor',
        `
    def store(self, batch, result):
        super().store(batch, result)
        if self.dry_run:
            result.created = 0
`,
      ),
    ],
    probe: 'dry-run-matches-real-run',
    severity: 'note',
  },
];
