import { addImport, addToLastClass } from '../python-text.ts';
import { commandClass, mark, markCommand, marked, rewrites, transforms, type Kind } from '../mutation.ts';
import { commands, entityCommands } from '../sample.ts';
import { declaring, superCall } from './overrides.ts';

/** What becomes of the options that a parser has, and what it says of them. */
export const flagUseKinds: readonly Kind[] = [
  {
    id: 'rename-option-read',
    rule: 'unregistered-option',
    describe: 'an option is read by a name that it does not have',
    *mutations(sample) {
      const files = /management\/(commands|mixins)\/\w+\.py$|base\/\w*(command|orchestrator)\.py$|engines\/\w+\.py$/;
      const find = /\boptions\["(\w+)"\](?! *[,=] *(?:options\["\w+"\] )?= )/;
      yield* rewrites(sample, { files, find, by: `${mark}options["$1_flag"]` });
    },
  },
  {
    id: 'get-unknown-option',
    rule: 'unregistered-option',
    describe: 'a command asks with `get` for an option that nobody declares',
    *mutations(sample) {
      yield* transforms(sample, {
        files: commands,
        by: (text) =>
          addToLastClass(
            text,
            'def announce(self, options):',
            '    super().announce(options)',
            `    if ${mark}options.get("verbose_progress"):`,
            '        self.stdout.write("Every batch is shown")',
          ),
      });
    },
  },
  {
    id: 'declare-unread-flag',
    rule: 'unread-flag',
    describe: 'an override declares a flag that nobody reads',
    *mutations(sample) {
      const line = `        ${mark}parser.add_argument("--limit", type=int, help="Most records")\n`;
      yield* rewrites(sample, { files: declaring, find: superCall, by: ([text]) => `${text}${line}` });
    },
  },
  {
    id: 'drop-option-read',
    rule: 'unread-flag',
    describe: 'the only place that reads a flag is gone',
    *mutations(sample) {
      const read =
        /^( *)(\w+\.(\w+)) = options\["(company_id|include_cancelled|archived|pipeline|from_object|divisions)"\](?: or \(\))?\n/m;
      const files = /management\/(commands|mixins)\/\w+\.py$|engines\/\w+\.py$/;
      const by = ([, indent = '', target = '']: readonly string[]) => `${indent}${target} = None\n`;
      for (const name of ['company_id', 'include_cancelled', 'archived', 'pipeline', 'from_object', 'divisions']) {
        const flag = `"--${name === 'divisions' ? 'division' : name.replaceAll('_', '-')}"`;
        const call = new RegExp(`parser\\.add_argument\\(\\s*${flag}`);
        const find = new RegExp(read.source.replace(/\(company.*?\)/, name), 'm');
        yield* rewrites(sample, { files, find, by, marks: (one) => marked(one, declaring, call) });
      }
      yield* rewrites(sample, {
        files: /five9\/engines\/contacts\.py$/,
        find: /"list_name": "listName", /,
        by: '',
        marks: (one) => marked(one, /sync_five9_contacts\.py$/, /filters\.add_argument/),
      });
    },
  },
  {
    id: 'drop-help-of-flag',
    rule: 'undocumented-flag',
    describe: 'a flag has no help text',
    *mutations(sample) {
      const files = /ingestion\/management\/|base\/(command|orchestrator)\.py$/;
      yield* rewrites(sample, { files, find: /(\w+\.add_argument\([^()\n]*), help="[^"\n]*"\)/, by: `${mark}$1)` });
      yield* rewrites(sample, {
        files,
        find: /(\w+\.add_argument\(\n(?: {12}(?!help).*\n)*) {12}help=.*\n( {8}\))/,
        by: `${mark}$1$2`,
      });
    },
  },
  {
    id: 'drop-help-of-command',
    rule: 'undocumented-command',
    describe: 'a command has no help text',
    *mutations(sample) {
      const find = /^class Command\b([^]*?\n {4}help = )".*"/m;
      yield* rewrites(sample, { files: commands, find, by: `${mark}class Command$1""` });
    },
  },
  {
    id: 'drop-date-validation',
    rule: 'unvalidated-date',
    describe: 'the base parses dates without a handler, or with one for another error',
    *mutations(sample) {
      const files = /base\/command\.py$/;
      const attempt = /^ {8}try:\n {12}(day = .*\n) {8}except ValueError as exc:\n {12}raise .*\n/m;
      yield* rewrites(sample, { files, find: attempt, by: `        ${mark}$1` });
      yield* rewrites(sample, {
        files,
        find: attempt,
        by: `        ${mark}day = datetime.combine(datetime.fromisoformat(value), time.min)\n`,
      });
      const handler = /(day = datetime\.strptime.*\n {8}except )ValueError/;
      for (const error of ['KeyError', 'SyncError'])
        yield* rewrites(sample, { files, find: handler, by: `${mark}$1${error}` });
    },
  },
  {
    id: 'parse-date-unchecked',
    rule: 'unvalidated-date',
    describe: 'a command parses its dates itself, without a handler',
    *mutations(sample) {
      yield* transforms(sample, {
        files: entityCommands,
        by: (text) =>
          addToLastClass(
            addImport(text, 'from datetime import datetime'),
            'def parse_date(self, flag, value, time_of_day):',
            '    if value is None:',
            '        return None',
            `    return ${mark}datetime.combine(datetime.strptime(value, "%Y-%m-%d"), time_of_day)`,
          ),
      });
    },
  },
  {
    id: 'drop-bounds-check',
    rule: 'unbounded-batch-size',
    describe: 'the base no longer checks the batch size',
    *mutations(sample) {
      yield* rewrites(sample, {
        files: /base\/command\.py$/,
        find: /^ {8}if not MIN_BATCH_SIZE <= .*\n {12}raise .*\n/m,
        by: '',
        marks: (one) => marked(one, entityCommands, commandClass),
      });
    },
  },
  {
    id: 'skip-bounds-check',
    rule: 'unbounded-batch-size',
    describe: 'a command validates its options itself and leaves the batch size out',
    *mutations(sample) {
      yield* transforms(sample, {
        files: entityCommands,
        by: (text) =>
          addToLastClass(
            addImport(markCommand(text), 'from datetime import time'),
            'def validate_options(self, options):',
            '    start_date = self.parse_date("--start-date", options["start_date"], time.min)',
            '    return start_date, self.parse_date("--end-date", options["end_date"], time.max)',
          ),
      });
    },
  },
];
