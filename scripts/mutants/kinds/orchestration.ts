import type { FilePath } from '../../../src/core/location.ts';
import { commandClass, mark, marked, rewrites, transforms, type Change, type Kind } from '../mutation.ts';
import { addToLastClass } from '../python-text.ts';
import { orchestrators, sourcesOf, systemOf, type Sample } from '../sample.ts';

const staged = /base\/staged_orchestrator\.py$/;
const call = /call_command\(/;
const stagedCall = (sample: Sample): readonly Change[] => marked(sample, staged, call);

/** The place that starts the children of an orchestrator. */
function callOf(sample: Sample, file: FilePath): readonly Change[] {
  if (sample.texts.get(file)?.includes(mark) === true) return [];
  const own = marked(sample, new RegExp(`^${file}$`), /call_command\(|partial\(call_command/);
  return own.length > 0 ? own : stagedCall(sample);
}

const childName = /"((?:sync|db)_[a-z0-9]+_[a-z_]+)"/;
const pair = /\("\w+", "(?:sync|db)_\w+"\)/;

/** How an orchestrator runs its children. */
export const orchestrationKinds: readonly Kind[] = [
  {
    id: 'rename-child',
    rule: 'unknown-child-command',
    describe: 'an orchestrator calls a command that does not exist',
    *mutations(sample) {
      yield* rewrites(sample, {
        files: orchestrators,
        find: new RegExp(`(call_command\\(|)${childName.source}`),
        by: ([, call = '', name = '']) => `${call && mark + call}"${name}_v2"`,
        marks: callOf,
      });
    },
  },
  {
    id: 'rename-called-command',
    rule: 'unknown-child-command',
    describe: 'a computed name leads to no command',
    *mutations(sample) {
      yield* rewrites(sample, {
        files: /hubspot_all\.py$/,
        find: /"(owners|pipelines|tickets|associations)"/,
        by: '"$1_v2"',
        marks: callOf,
      });
    },
  },
  {
    id: 'pass-unknown-option',
    rule: 'child-rejects-option',
    describe: 'an orchestrator passes an option that its children do not have',
    *mutations(sample) {
      const more = 'max_records=100, stdout=self.stdout';
      yield* rewrites(sample, { files: staged, find: /stdout=self\.stdout/, by: more, marks: stagedCall });
      const inCall = /(call_command.*)stdout=self\.stdout/;
      yield* rewrites(sample, { files: orchestrators, find: inCall, by: `${mark}$1${more}` });
      yield* rewrites(sample, {
        files: /hubspot_all\.py$/,
        find: /flags = \[/,
        by: 'flags = ["--verbose-log", ',
        marks: callOf,
      });
      yield* rewrites(sample, {
        files: /(genius|gsheet|salesrabbit)_all\.py$/,
        find: /(call_command.*)\*\*flags, /,
        by: `${mark}$1**flags, company_id=None, `,
        marks: callOf,
      });
    },
  },
  {
    id: 'drop-forwarded-flag',
    rule: 'unforwarded-flag',
    describe: 'an orchestrator does not hand a flag on',
    *mutations(sample) {
      yield* rewrites(sample, {
        files: staged,
        find: /^ +(dry_run|full|debug|batch_size|force|quiet|start_date|end_date)=options\["\w+"\],\n/m,
        by: '',
        marks: stagedCall,
      });
      const files = /hubspot_all\.py$/;
      yield* rewrites(sample, {
        files,
        find: /^ +if options\["(?:dry_run|full|force|debug|quiet|start_date|end_date)"\]:\n +flags\..*\n/m,
        by: '',
        marks: callOf,
      });
      yield* rewrites(sample, {
        files,
        find: /\["--batch-size", str\(options\["batch_size"\]\)\]/,
        by: '[]',
        marks: callOf,
      });
      yield* rewrites(sample, {
        files: /(gsheet|salesrabbit|genius|salespro)_all\.py$/,
        find: /\bin FORWARDED\b/,
        by: 'in FORWARDED[1:]',
        marks: callOf,
      });
      yield* rewrites(sample, {
        files: /base\/orchestrator\.py$/,
        find: /(FORWARDED = \(.*)"(?:force|full|quiet)", /,
        by: '$1',
        marks: (one) => marked(one, /sync_salesrabbit_all\.py$/, call),
      });
    },
  },
  {
    id: 'drop-child',
    rule: 'unorchestrated-command',
    describe: 'an orchestrator leaves a command of its system out',
    *mutations(sample) {
      const child = (name: string) => marked(sample, new RegExp(`commands/${name}\\.py$`), commandClass);
      const entry = /^( *)(?:\("\w+", |"\w+": )"((?:sync|db)_\w+)"\)?,\n/m;
      for (const { file, text } of sourcesOf(sample, orchestrators)) {
        for (const match of text.matchAll(new RegExp(entry, 'gm'))) {
          const changed = text.slice(0, match.index) + text.slice(match.index + match[0].length);
          yield {
            changes: new Map<Change[0], string | null>([[file, changed], ...child(match[2] ?? '')]),
            group: systemOf(file),
          };
        }
        for (const match of text.matchAll(new RegExp(`, ${pair.source}`, 'g'))) {
          // What is left of a pair of pairs is a tuple of one.
          const after = text.slice(match.index + match[0].length);
          const changed = `${text.slice(0, match.index)}${after.startsWith(')') ? ',' : ''}${after}`;
          const name = /"((?:sync|db)_\w+)"/.exec(match[0])?.[1] ?? '';
          yield {
            changes: new Map<Change[0], string | null>([[file, changed], ...child(name)]),
            group: systemOf(file),
          };
        }
      }
    },
  },
  {
    id: 'swap-children',
    rule: 'misordered-child',
    describe: 'a command runs before one that it depends on',
    *mutations(sample) {
      const swap = (file: RegExp, find: RegExp, marks?: (one: Sample, path: FilePath) => readonly Change[]) =>
        rewrites(sample, { files: file, find, by: '$2$1', ...(marks && { marks }) });
      const atCommand = (one: Sample, file: string) => marked(one, new RegExp(`^${file}$`), commandClass);
      yield* swap(
        /sync_callrail_all\.py$/,
        /^( {8}\(\("companies", "\w+"\),\),\n)( {8}\(\n(?:.*\n){4} {8}\),\n)/m,
        atCommand,
      );
      yield* swap(/sync_callrail_all\.py$/, /^( {8}\(\("accounts",.*\n)( {8}\(\("companies",.*\n)/m, atCommand);
      yield* swap(/sync_arrivy_all\.py$/, /^( {8}\(\("entities",.*\n)( {8}\(\("tasks",.*\n)/m, atCommand);
      yield* swap(/sync_arrivy_all\.py$/, /^( {8}\(\("groups",.*\n)( {8}\(\("entities",.*\n)/m, atCommand);
      yield* swap(/db_genius_all\.py$/, /^( {4}\("divisions", .*\n)( {4}\("users", .*\n)/m, callOf);
      yield* swap(/db_genius_all\.py$/, /^( {4}\("appointments", .*\n)( {4}\("quotes", .*\n)/m, callOf);
      yield* swap(/db_salespro_all\.py$/, /^( {4}"customers": .*\n)( {4}"estimates": .*\n)/m, callOf);
      yield* swap(/db_salespro_all\.py$/, /^( {4}"credit_applications": .*\n)( {4}"lead_results": .*\n)(?!)/m, callOf);
      yield* swap(/hubspot_all\.py$/, /^( {4}\("companies",\),\n)( {4}\("contacts",\),\n)/m, callOf);
      yield* swap(/hubspot_all\.py$/, /^( {4}\("contacts",\),\n)( {4}\("deals",.*\n)/m, callOf);
    },
  },
  {
    id: 'swallow-child-failure',
    rule: 'swallowed-child-failure',
    describe: 'an orchestrator does not ask how its children ended',
    *mutations(sample) {
      const handler = (one: Sample) => marked(one, /base\/orchestrator\.py$/, /except Exception as error:/);
      const files = new RegExp(`(genius|gsheet|hubspot|salespro|salesrabbit)_all\\.py$|${staged.source}`);
      yield* rewrites(sample, { files, find: /^ +self\.conclude\(outcomes, options\)\n/m, by: '', marks: handler });
      yield* rewrites(sample, {
        files: /base\/orchestrator\.py$/,
        find: /^( +)return name, error\n/m,
        by: '$1return name, None\n',
        marks: handler,
      });
      yield* rewrites(sample, {
        files: /base\/orchestrator\.py$/,
        find: /raise CommandError\((f"\{len\(failed\)\}.*)\)\n/,
        by: 'self.stderr.write($1)\n',
        marks: handler,
      });
    },
  },
  {
    id: 'swallow-in-call',
    rule: 'swallowed-child-failure',
    describe: 'an orchestrator catches the error of a child and prints it',
    *mutations(sample) {
      const lines = [
        'def attempt(self, name, run):',
        '    try:',
        '        run()',
        `    ${mark}except Exception as error:`,
        '        self.stderr.write(f"{name}: {error}")',
        '    return name, None',
      ];
      const files = /(genius|gsheet|hubspot|salespro|salesrabbit|arrivy|callrail)_all\.py$/;
      yield* transforms(sample, { files, by: (text) => addToLastClass(text, ...lines) });
    },
  },
];
