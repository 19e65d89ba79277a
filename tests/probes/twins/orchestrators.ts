import { atCommand, commandFile, inCommand, orchestratorFile } from './places.ts';
import type { Twin } from './twin.ts';

const stagedFile = 'ingestion/base/staged_orchestrator.py';

/** How a command runs others. */
export const orchestrators: readonly Twin[] = [
  {
    name: 'runs contacts before the companies that they belong to',
    command: 'sync_hubspot_all',
    edits: [
      {
        file: commandFile('sync_hubspot_all'),
        find: '    ("companies",),\n    ("contacts",),\n',
        replace: '    ("contacts",),\n    ("companies",),\n',
      },
    ],
    probe: 'runs-children-in-order',
    at: atCommand('sync_hubspot_all', 'call_command(f"sync_hubspot_{entity}"'),
  },
  {
    name: 'runs the entities that all depend on last',
    command: 'db_genius_all',
    edits: [
      {
        file: commandFile('db_genius_all'),
        find: '    ("divisions", "db_genius_divisions"),\n    ("users", "db_genius_users"),\n',
        replace: '    ("users", "db_genius_users"),\n    ("divisions", "db_genius_divisions"),\n',
      },
    ],
    probe: 'runs-children-in-order',
    at: atCommand('db_genius_all', 'partial(call_command, command'),
  },
  {
    name: 'runs its stages backwards',
    command: 'sync_arrivy_all',
    edits: [
      inCommand(
        'sync_arrivy_all',
        '        (("tasks", "sync_arrivy_tasks"),),\n    )',
        `
    def handle(self, *args, **options):
        self.stages = tuple(reversed(self.stages))
        super().handle(*args, **options)
`,
      ),
    ],
    probe: 'runs-children-in-order',
    at: { file: stagedFile, find: 'call_command(\n' },
  },
  {
    name: 'does not hand --force on',
    command: 'sync_hubspot_all',
    edits: [
      {
        file: commandFile('sync_hubspot_all'),
        find: '        if options["force"]:\n            flags.append("--force")\n',
        replace: '',
      },
    ],
    probe: 'forwards-flags',
    at: atCommand('sync_hubspot_all', 'call_command(f"sync_hubspot_{entity}"'),
  },
  {
    name: 'does not hand --dry-run on',
    command: 'db_salespro_all',
    edits: [
      {
        file: commandFile('db_salespro_all'),
        find: '        for name in FORWARDED:\n',
        replace: '        for name in FORWARDED[1:]:\n',
      },
    ],
    probe: 'forwards-flags',
    at: atCommand('db_salespro_all', 'call_command(command, *flags'),
  },
  {
    name: 'hands its own batch size on',
    command: 'sync_salesrabbit_all',
    edits: [
      {
        file: commandFile('sync_salesrabbit_all'),
        find: '        flags = {name: value for name, value in options.items() if name in FORWARDED}\n',
        replace:
          '        flags = {name: value for name, value in options.items() if name in FORWARDED}\n        flags["batch_size"] = 100\n',
      },
    ],
    probe: 'forwards-flags',
    at: atCommand('sync_salesrabbit_all', 'call_command(COMMANDS[entity]'),
  },
  {
    name: 'hands the start date on as the end date',
    command: 'sync_gsheet_all',
    edits: [
      {
        file: commandFile('sync_gsheet_all'),
        find: '        flags = {name: options[name] for name in FORWARDED}\n',
        replace:
          '        flags = {name: options[name] for name in FORWARDED}\n        flags["end_date"] = flags["start_date"]\n',
      },
    ],
    probe: 'forwards-flags',
    at: atCommand('sync_gsheet_all', 'call_command("sync_gsheet_leads"'),
  },
  {
    name: 'calls a child with an option that it does not have',
    command: 'sync_gsheet_all',
    edits: [
      {
        file: commandFile('sync_gsheet_all'),
        find: 'call_command("sync_gsheet_spends", **flags, stdout',
        replace: 'call_command("sync_gsheet_spends", **flags, month=None, stdout',
      },
    ],
    probe: 'forwards-flags',
    at: atCommand('sync_gsheet_all', 'call_command("sync_gsheet_spends"'),
  },
  {
    name: 'runs all entities whatever is asked for',
    command: 'sync_salesrabbit_all',
    edits: [
      {
        file: commandFile('sync_salesrabbit_all'),
        find: '        wanted = self.selected_entities(COMMANDS, options["entities"])\n',
        replace: '        self.selected_entities(COMMANDS, options["entities"])\n        wanted = list(COMMANDS)\n',
      },
    ],
    probe: 'filters-entities',
    at: atCommand('sync_salesrabbit_all', 'call_command(COMMANDS[entity]'),
  },
  {
    name: 'takes entities that nobody knows',
    command: 'db_salespro_all',
    edits: [
      inCommand(
        'db_salespro_all',
        '    help = "Copy everything from the database of SalesPro, users and customers first"',
        `
    def selected_entities(self, known, wanted):
        return [entity for entity in known if wanted is None or entity in wanted]
`,
      ),
    ],
    probe: 'rejects-unknown-entity',
  },
  {
    name: 'swallows the failure of a child',
    command: 'sync_callrail_all',
    edits: [
      inCommand(
        'sync_callrail_all',
        '    help = "Copy everything from CallRail, companies before the records that belong to them"',
        `
    def conclude(self, outcomes, options):
        for name, error in outcomes:
            self.stdout.write(f"{name}: {error or 'done'}")
`,
      ),
    ],
    probe: 'isolates-child-failure',
    at: { file: orchestratorFile, find: 'except Exception as error:' },
  },
  {
    name: 'swallows the failure of an engine that it runs itself',
    command: 'sync_leadconduit_all',
    edits: [
      inCommand(
        'sync_leadconduit_all',
        '    help = "Copy everything from LeadConduit"',
        `
    def conclude(self, outcomes, options):
        self.stdout.write(f"{len(outcomes)} syncs")
`,
      ),
    ],
    probe: 'survives-auth-error',
  },
  {
    name: 'stops at the first failure',
    command: 'sync_arrivy_all',
    edits: [
      inCommand(
        'sync_arrivy_all',
        '        (("tasks", "sync_arrivy_tasks"),),\n    )',
        `
    def attempt(self, name, run):
        run()
        return name, None
`,
      ),
    ],
    probe: 'isolates-child-failure',
    at: { file: stagedFile, find: 'call_command(\n' },
  },
  {
    name: 'runs everything at the same time',
    command: 'sync_hubspot_all',
    edits: [
      {
        file: commandFile('sync_hubspot_all'),
        find: '            for stage in STAGES:\n',
        replace: '            for stage in [sum(STAGES, ())] if options["parallel"] else STAGES:\n',
      },
    ],
    probe: 'parallel-respects-dependencies',
    at: atCommand('sync_hubspot_all', 'call_command(f"sync_hubspot_{entity}"'),
  },
  {
    name: 'forgets a wave when it runs in parallel',
    command: 'db_salespro_all',
    edits: [
      {
        file: commandFile('db_salespro_all'),
        find: '            for wave in (parents, others):\n',
        replace: '            for wave in (parents, others[1:]):\n',
      },
    ],
    probe: 'parallel-respects-dependencies',
  },
  {
    name: 'does not wait for parents when it runs in parallel',
    command: 'db_genius_all',
    edits: [
      {
        file: commandFile('db_genius_all'),
        find: '    "users": {"divisions"},\n    "prospects": {"divisions", "users"},\n',
        replace: '    "users": {"divisions", "prospects"},\n    "prospects": {"divisions"},\n',
      },
    ],
    probe: 'parallel-respects-dependencies',
    at: { file: orchestratorFile, find: '            run()\n' },
  },
  {
    name: 'does not say which child failed',
    command: 'sync_callrail_all',
    edits: [
      inCommand(
        'sync_callrail_all',
        '    help = "Copy everything from CallRail, companies before the records that belong to them"',
        `
    def attempt(self, name, run):
        try:
            run()
        except Exception as error:
            return "a sync", error
        return name, None
`,
      ),
    ],
    probe: 'aggregates-results',
    at: { file: stagedFile, find: 'call_command(\n' },
    severity: 'warning',
  },
  {
    name: 'says nothing of its children',
    command: 'sync_gsheet_all',
    edits: [
      {
        file: commandFile('sync_gsheet_all'),
        find: '        call_command("sync_gsheet_spends", **flags, stdout=self.stdout, stderr=self.stderr)',
        replace: `        from io import StringIO

        call_command("sync_gsheet_spends", **flags, stdout=StringIO(), stderr=self.stderr)

    def conclude(self, outcomes, options):
        if any(error for _, error in outcomes):
            super().conclude(outcomes, options)`,
      },
    ],
    probe: 'aggregates-results',
    severity: 'warning',
  },
];
