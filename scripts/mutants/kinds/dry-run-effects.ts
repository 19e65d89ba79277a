import { addImport, addToFunction, addToLastClass } from '../python-text.ts';
import { mark, marked, rewrites, transforms, type Kind } from '../mutation.ts';
import { commands, type Sample } from '../sample.ts';

/** Where the processors of most systems write. */
const bulkWrite = /^ *self\.model\.objects\.bulk_create\(/m;

/** What a dry run must not do. */
export const dryRunEffectKinds: readonly Kind[] = [
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
];

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
