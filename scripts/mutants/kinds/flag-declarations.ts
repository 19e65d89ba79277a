import { addToLastClass } from '../python-text.ts';
import { commandClass, mark, markCommand, marked, rewrites, transforms, type Kind } from '../mutation.ts';
import { commands, entityCommands, orchestrators, type Sample } from '../sample.ts';
import { declaring, superCall } from './overrides.ts';

const standard = ['--dry-run', '--full', '--force', '--batch-size', '--debug', '--quiet', '--start-date'];

/** Which options the parser of a command has, and what they take. */
export const flagDeclarationKinds: readonly Kind[] = [
  {
    id: 'drop-flag-of-base',
    rule: 'missing-required-flag',
    describe: 'the base of all commands no longer declares a flag',
    *mutations(sample) {
      const everyCommand = { marks: (one: Sample) => marked(one, commands, commandClass) };
      const files = /base\/command\.py$|management\/flags\.py$/;
      const flag =
        /^ *(?:parser|window)\.add_argument\((?:"--[a-z-]+", .*\)|\n {12}"--[a-z-]+",\n(?: {12}.*\n)* {8}\))\n/m;
      const isStandard = (text: string) => [...standard, '--end-date'].some((name) => text.includes(`"${name}"`));
      const by = ([text]: readonly string[]) => (isStandard(text ?? '') ? '' : undefined);
      yield* rewrites(sample, { files, find: flag, by, ...everyCommand });
      yield* rewrites(sample, { files, find: /^ *\("(?:debug|quiet)", ".*"\),\n/m, by: '', ...everyCommand });
      yield* rewrites(sample, {
        files: /base\/orchestrator\.py$/,
        find: /^ *group\.add_argument\(.*\n/m,
        by: '',
        marks: (one) => marked(one, orchestrators, commandClass),
      });
    },
  },
  {
    id: 'declare-all-flags-but-one',
    rule: 'missing-required-flag',
    describe: 'a command declares its flags itself and forgets one',
    *mutations(sample) {
      let index = 0;
      yield* transforms(sample, {
        files: entityCommands,
        by: (text) => {
          if (text.includes('def add_arguments')) return undefined;
          const forgotten = standard[index++ % standard.length];
          const lines = standard
            .filter((flag) => flag !== forgotten)
            .map((flag) => `    parser.add_argument(${usual(flag)})`);
          const end = '    parser.add_argument("--end-date", help="Last day")';
          return addToLastClass(markCommand(text), 'def add_arguments(self, parser):', ...lines, end);
        },
      });
    },
  },
  {
    id: 'drop-super-add-arguments',
    rule: 'omitted-super-add-arguments',
    describe: 'an override no longer calls the `add_arguments` of its base',
    *mutations(sample) {
      const find = new RegExp(`^( *)(def add_arguments\\(self, parser\\):\\n)${superCall.source.slice(1)}`, 'm');
      yield* rewrites(sample, { files: declaring, find, by: `$1${mark}$2` });
    },
  },
  {
    id: 'declare-own-flag-only',
    rule: 'omitted-super-add-arguments',
    describe: 'a command gets an `add_arguments` of its own that forgets the one of its base',
    *mutations(sample) {
      yield* transforms(sample, {
        files: entityCommands,
        by: (text) =>
          text.includes('def add_arguments')
            ? undefined
            : addToLastClass(
                text,
                `${mark}def add_arguments(self, parser):`,
                '    parser.add_argument("--limit", type=int, help="Most records")',
              ),
      });
    },
  },
  {
    id: 'deprecated-alias',
    rule: 'deprecated-flag',
    describe: 'a shared flag gets its old name back as an alias',
    *mutations(sample) {
      const files = /base\/command\.py$|management\/flags\.py$/;
      for (const [flag, old] of Object.entries({ 'start-date': 'since', force: 'force-overwrite', 'dry-run': 'test' }))
        yield* rewrites(sample, {
          files,
          find: new RegExp(`(add_argument\\()"--${flag}",`),
          by: `${mark}$1"--${flag}", "--${old}",`,
        });
    },
  },
  {
    id: 'declare-deprecated-flag',
    rule: 'deprecated-flag',
    describe: 'an override declares a flag by its old name',
    *mutations(sample) {
      const olds = [
        `"--since", dest="start_date", help="The old name"`,
        `"--verbose", dest="debug", action="store_true", help="The old name"`,
        `"--force-overwrite", dest="force", action="store_true", help="The old name"`,
        `"--test", dest="dry_run", action="store_true", help="The old name"`,
      ];
      let index = 0;
      const by = ([text]: readonly string[]) =>
        `${text ?? ''}        ${mark}parser.add_argument(${olds[index++ % olds.length] ?? ''})\n`;
      yield* rewrites(sample, { files: declaring, find: superCall, by });
    },
  },
  {
    id: 'switch-takes-value',
    rule: 'mistyped-flag',
    describe: 'a switch takes a value',
    *mutations(sample) {
      const files = /base\/command\.py$/;
      yield* rewrites(sample, {
        files,
        find: /(parser\.add_argument\("--[a-z-]+"), action="store_true"/,
        by: `${mark}$1`,
      });
      yield* rewrites(sample, {
        files,
        find: /(parser\.add_argument\("--[a-z-]+"), action="store_true"/,
        by: `${mark}$1, action="count"`,
      });
    },
  },
  {
    id: 'wrong-type',
    rule: 'mistyped-flag',
    describe: 'the batch size, or a date, has another type or default',
    *mutations(sample) {
      const files = /base\/command\.py$/;
      const call = /(parser\.add_argument\(\n *"--batch-size",\n *)type=int,/;
      yield* rewrites(sample, { files, find: call, by: `${mark}$1type=str,` });
      yield* rewrites(sample, { files, find: call, by: `${mark}$1type=float,` });
      const defaults = /(parser\.add_argument\(\n *"--batch-size",\n *type=int,\n *)default=DEFAULT_BATCH_SIZE/;
      yield* rewrites(sample, { files, find: defaults, by: `${mark}$1default=0` });
      yield* rewrites(sample, { files, find: defaults, by: `${mark}$1default=5000` });
      yield* rewrites(sample, {
        files: /management\/flags\.py$/,
        find: /(window\.add_argument\("--[a-z]+-date"),/,
        by: `${mark}$1, type=int,`,
      });
    },
  },
  {
    id: 'redeclare-flag-with-value',
    rule: 'mistyped-flag',
    describe: 'a command declares a standard flag itself, with a value',
    *mutations(sample) {
      const without = (flag: string) =>
        standard.filter((one) => one !== flag).map((one) => `    parser.add_argument(${usual(one)})`);
      yield* transforms(sample, {
        files: entityCommands,
        by: (text) =>
          text.includes('def add_arguments')
            ? undefined
            : addToLastClass(
                text,
                'def add_arguments(self, parser):',
                ...without('--dry-run'),
                '    parser.add_argument("--end-date", help="Last day")',
                `    ${mark}parser.add_argument("--dry-run", default="no", help="yes or no")`,
              ),
      });
    },
  },
  {
    id: 'register-twice',
    rule: 'conflicting-flag',
    describe: 'an override declares a flag that its base declares, or Django',
    *mutations(sample) {
      const again = [
        '"--quiet", action="store_true"',
        '"--batch-size", type=int',
        '"--settings"',
        '"--force", action="store_true"',
        '"-v", "--loud", action="store_true"',
      ];
      let index = 0;
      const by = ([text]: readonly string[]) =>
        `${text ?? ''}        ${mark}parser.add_argument(${again[index++ % again.length] ?? ''}, help="Again")\n`;
      yield* rewrites(sample, { files: declaring, find: superCall, by });
    },
  },
  {
    id: 'share-a-name',
    rule: 'conflicting-flag',
    describe: 'two options store their values under one name',
    *mutations(sample) {
      const line = `        ${mark}parser.add_argument("--page-size", dest="batch_size", type=int, default=50, help="Records a page")\n`;
      yield* rewrites(sample, { files: declaring, find: superCall, by: ([text]) => `${text}${line}` });
    },
  },
];

function usual(flag: string): string {
  if (flag === '--batch-size') return `"${flag}", type=int, default=100, help="Records a batch"`;
  return flag === '--start-date' ? `"${flag}", help="First day"` : `"${flag}", action="store_true", help="A switch"`;
}
