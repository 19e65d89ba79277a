import { addToLastClass } from '../python-text.ts';
import { commandClass, markCommand, marked, rewrites, transforms, type Change, type Kind } from '../mutation.ts';
import { commands, entityCommands, systemOf, type Sample } from '../sample.ts';

/** Whether the flag reaches the code that writes, and what the run says of itself. */
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

/** Marks the classes of the entity commands of some systems. */
function commandsOf(sample: Sample, ...systems: readonly string[]): readonly Change[] {
  return marked(sample, entityCommands, commandClass).filter(([file]) => systems.includes(systemOf(file)));
}
