import { addImport, addToFunction, addToLastClass } from '../python-text.ts';
import { commandClass, mark, markCommand, marked, rewrites, transforms, type Change, type Kind } from '../mutation.ts';
import { commands, entityCommands, systemOf, type Sample } from '../sample.ts';

/** Where the processors of most systems write. */
const bulkWrite = /^ *self\.model\.objects\.bulk_create\(/m;

/** Marks the classes of the entity commands of some systems. */
function commandsOf(sample: Sample, ...systems: readonly string[]): readonly Change[] {
  return marked(sample, entityCommands, commandClass).filter(([file]) => systems.includes(systemOf(file)));
}

/** An effect in the method by which every command starts. */
function effectInCommand(id: string, describe: string, importing: string, effect: string): Kind {
  return {
    id,
    rule: 'effect-in-dry-run',
    describe,
    *mutations(sample) {
      yield* transforms(sample, {
        files: commands,
        by: (text) =>
          addToLastClass(
            addImport(text, importing),
            'def announce(self, options):',
            '    super().announce(options)',
            `    ${mark}${effect}`,
          ),
      });
    },
  };
}

/** What a dry run must not do, and what it must say. */
export const dryRunKinds: readonly Kind[] = [
  {
    id: 'drop-dry-run-argument',
    rule: 'ignored-dry-run',
    describe: 'the engine is made, or run, without the value of the flag',
    *mutations(sample) {
      const argument = /^ *dry_run=options\["dry_run"\],\n/m;
      const built = ['arrivy', 'callrail', 'genius'];
      yield* rewrites(sample, {
        files: /base\/command\.py$/,
        find: argument,
        by: '',
        marks: (one) => commandsOf(one, ...built),
      });
      yield* rewrites(sample, {
        files: /base\/flagged_engine\.py$/,
        find: /self\.dry_run = dry_run/,
        by: 'self.dry_run = False',
        marks: (one) => commandsOf(one, ...built),
      });
      yield* rewrites(sample, {
        files: /commands\/_gsheet\.py$/,
        find: argument,
        by: '',
        marks: (one) => commandsOf(one, 'gsheet'),
      });
      yield* rewrites(sample, {
        files: /sync_leadconduit_leads\.py$/,
        find: /dry_run=options\["dry_run"\]/,
        by: 'dry_run=False',
        marks: (one) => commandsOf(one, 'leadconduit'),
      });
      yield* rewrites(sample, {
        files: /hubspot\/engines\/base\.py$/,
        find: /^ *self\.dry_run = options\["dry_run"\]\n/m,
        by: '',
        marks: (one) => commandsOf(one, 'hubspot'),
      });
      yield* rewrites(sample, {
        files: /salesrabbit\/engines\/base\.py$/,
        find: /self\.dry_run = options\["dry_run"\]/,
        by: 'self.dry_run = False',
        marks: (one) => commandsOf(one, 'salesrabbit'),
      });
    },
  },
  {
    id: 'overrule-dry-run',
    rule: 'ignored-dry-run',
    describe: 'a command hands another value on than it was given',
    *mutations(sample) {
      const byFactory = /_(arrivy|callrail|genius|gsheet)_(?!all)|salesrabbit_(users|leads)/;
      yield* transforms(sample, {
        files: new RegExp(`(${byFactory.source})\\w*\\.py$`),
        by: (text) =>
          text.includes('class Command')
            ? addToLastClass(
                markCommand(text),
                'def build_engine(self, options, start_date, end_date):',
                '    return super().build_engine({**options, "dry_run": False}, start_date, end_date)',
              )
            : undefined,
      });
    },
  },
  {
    id: 'drop-guard-of-batch',
    rule: 'effect-in-dry-run',
    describe: 'a batch is stored whether the run is dry or not',
    *mutations(sample) {
      const base = { marks: (one: Sample) => marked(one, /base\/processor\.py$/, bulkWrite) };
      const ofHubSpot = { marks: (one: Sample) => marked(one, /hubspot\/processors\/base\.py$/, bulkWrite) };
      const ofLeadConduit = {
        marks: (one: Sample) =>
          marked(one, /leadconduit\/processors\/base\.py$/, /self\.model\.objects\.update_or_create/),
      };
      const branches = /^( +)if (?:self\.)?dry_run:\n +(outcome = |yield )\S*.*preview.*\n +else:\n +(.*)\n/m;
      yield* rewrites(sample, { files: /base\/batch_engine\.py$/, find: branches, by: '$1$3\n', ...base });
      yield* rewrites(sample, {
        files: /base\/batch_engine\.py$/,
        find: /if self\.dry_run:(\n +outcome)/,
        by: 'if not self.dry_run:$1',
        ...base,
      });
      yield* rewrites(sample, {
        files: /leadconduit\/engines\/base\.py$/,
        find: branches,
        by: '$1$3\n',
        ...ofLeadConduit,
      });
      yield* rewrites(sample, {
        files: /leadconduit\/engines\/base\.py$/,
        find: /if dry_run:(\n +yield)/,
        by: 'if not dry_run:$1',
        ...ofLeadConduit,
      });
      const stored = /if not self\.dry_run:(\n +return await sync_to_async\(self\.processor\.save)/;
      yield* rewrites(sample, { files: /hubspot\/engines\/base\.py$/, find: stored, by: 'if batch:$1', ...ofHubSpot });
      yield* rewrites(sample, {
        files: /hubspot\/engines\/base\.py$/,
        find: stored,
        by: 'if self.dry_run:$1',
        ...ofHubSpot,
      });
      yield* rewrites(sample, {
        files: /gsheet\/engines\/base\.py$/,
        find: /^( +)if not self\.config\.dry_run:\n +(self\.processor\.write.*\n)/m,
        by: '$1$2',
        ...base,
      });
      yield* rewrites(sample, {
        files: /gsheet\/engines\/base\.py$/,
        find: /if not (self\.config\.dry_run:\n +self\.processor\.write)/,
        by: 'if $1',
        ...base,
      });
      yield* rewrites(sample, {
        files: /salespro\/engines\/base\.py$/,
        find: /^ +if dry_run:\n +return\n( +processor\.write)/m,
        by: '$1',
        ...base,
      });
      yield* rewrites(sample, {
        files: /genius\/engines\/base\.py$/,
        find: /^ +@unless_dry_run\n( +def write)/m,
        by: '$1',
        ...base,
      });
      yield* rewrites(sample, {
        files: /five9\/engines\/base\.py$/,
        find: /result\.add\(self\.processor\.preview\(batch\)\)/,
        by: 'result.add(self.processor.save(batch))',
        ...base,
      });
      yield* rewrites(sample, {
        files: /salesrabbit\/processors\/base\.py$/,
        find: /if not dry_run:(\n[^]*?)(self\.model\.objects\.filter)/,
        by: `if plan.new or plan.changed:$1${mark}$2`,
      });
    },
  },
  {
    id: 'write-while-transforming',
    rule: 'effect-in-dry-run',
    describe: 'a processor deletes a row while it transforms a record, which a dry run does, too',
    *mutations(sample) {
      yield* transforms(sample, {
        files: /processors\/(?!__init__|base)\w+\.py$/,
        by: (text) => {
          const name = text.includes('def transform_properties') ? 'transform_properties' : 'transform';
          return addToFunction(text, name, `${mark}self.model.objects.filter(pk=0).delete()`);
        },
      });
    },
  },
  effectInCommand(
    'mail-at-start',
    'a command sends mail before it knows whether the run is dry',
    'from django.core.mail import mail_admins',
    'mail_admins("Sync", "A sync has started")',
  ),
  effectInCommand(
    'file-at-start',
    'a command writes a file before it knows whether the run is dry',
    'from pathlib import Path',
    'Path("sync.started").write_text("started")',
  ),
  effectInCommand(
    'process-at-start',
    'a command starts a process before it knows whether the run is dry',
    'import subprocess',
    'subprocess.run(["notify-send", "sync"], check=True)',
  ),
  effectInCommand(
    'request-at-start',
    'a command posts a request before it knows whether the run is dry',
    'import requests',
    'requests.post("https://hooks.example.com/sync", timeout=10)',
  ),
  {
    id: 'invert-guard-of-effect',
    rule: 'effect-in-dry-run',
    describe: 'mail that only real runs should send is sent in dry runs',
    *mutations(sample) {
      yield* transforms(sample, {
        files: commands,
        by: (text) =>
          addToLastClass(
            addImport(text, 'from django.core.mail import mail_admins'),
            'def announce(self, options):',
            '    super().announce(options)',
            '    if not options["dry_run"]:',
            '        return',
            `    ${mark}mail_admins("Sync", "A sync has started")`,
          ),
      });
    },
  },
  {
    id: 'drop-announcement',
    rule: 'unannounced-dry-run',
    describe: 'nobody says that the run is dry, neither at its start nor at its end, and no child of an orchestrator',
    *mutations(sample) {
      yield* transforms(sample, {
        files: /base\/command\.py$/,
        by: (text) =>
          text.replace('DRY RUN: nothing will be written', 'Nothing will be written').replace('DRY RUN, ', ''),
        marks: (one) => marked(one, commands, commandClass),
      });
    },
  },
  {
    id: 'drop-announcement-of-parent',
    rule: 'unannounced-dry-run',
    describe: 'an orchestrator neither says that the run is dry nor tells its children, which would say it',
    *mutations(sample) {
      const line = /^ *self\.announce\(options\)\n/m;
      const files = /(genius|gsheet|salespro|salesrabbit)_all\.py$/;
      yield* transforms(sample, {
        files,
        by: (text) => markCommand(text.replace(line, '').replace('in FORWARDED', 'in FORWARDED[1:]')),
      });
      yield* transforms(sample, {
        files: /base\/staged_orchestrator\.py$/,
        by: (text) => text.replace(line, '').replace(/^ *dry_run=options.*\n/m, ''),
        marks: (one) => marked(one, /sync_(arrivy|callrail)_all\.py$/, commandClass),
      });
    },
  },
  {
    id: 'announce-nothing',
    rule: 'unannounced-dry-run',
    describe: 'a command prints texts of its own that do not say that the run is dry',
    *mutations(sample) {
      yield* transforms(sample, {
        files: entityCommands,
        by: (text) =>
          addToLastClass(
            markCommand(text),
            'def announce(self, options):',
            '    """Be silent at the start."""',
            '',
            'def report(self, engine, result, options):',
            '    self.stdout.write(f"{result.processed} records were processed")',
          ),
      });
    },
  },
];
