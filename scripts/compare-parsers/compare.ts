import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compareParsers, type Agreement, type Difference } from './agreement.ts';
import { djangoParsers } from './ground-truth.ts';
import { modelledCommands } from './modelled-commands.ts';

/**
 * `npm run compare-parsers -- --project PATH --python PYTHON [--settings MODULE] [--stub-missing] [--source-root DIR]`
 *
 * Fails when the model accepts an option that Django's parser refuses, refuses one that it accepts, or knows an attribute
 * of one that is another. Runs the project's code.
 */
const { values } = parseArgs({
  options: {
    project: { type: 'string' },
    python: { type: 'string', default: 'python3' },
    settings: { type: 'string' },
    'stub-missing': { type: 'boolean', default: false },
    'source-root': { type: 'string', multiple: true, default: [] },
  },
});
if (values.project === undefined) throw new Error('which project? give --project PATH');

const project = resolve(values.project);
const parsers = await djangoParsers({
  project,
  python: values.python,
  stubMissing: values['stub-missing'],
  sourceRoots: values['source-root'],
  ...(values.settings === undefined ? {} : { settings: values.settings }),
});
const agreement = compareParsers(await modelledCommands(project, values['source-root']), parsers);
console.log(described(agreement).join('\n'));
const proven = agreement.differences.some(({ doubtful }) => !doubtful);
process.exitCode = proven || agreement.compared === 0 ? 1 : 0;

function described(result: Agreement): readonly string[] {
  const { accepted, acceptedRightly, expected, acceptedOfClosed, expectedOfClosed, compared, open } = result;
  return [
    `${compared} commands compared, ${compared - open.length} closed, ${open.length} open (${percent(open.length, compared)})`,
    `precision ${percent(acceptedRightly, accepted)} (${acceptedRightly} of ${accepted} accepted option strings)`,
    `recall    ${percent(acceptedOfClosed, expectedOfClosed)} (${acceptedOfClosed} of ${expectedOfClosed} option strings of closed commands)`,
    `          ${percent(acceptedRightly, expected)} (${acceptedRightly} of ${expected} option strings of all commands)`,
    ...[...result.attributes].map(([attribute, { equal, unknown, different }]) => {
      return `${attribute.padEnd(9)} ${equal} equal, ${unknown} unknown, ${different} different`;
    }),
    ...result.withoutTruth.map((file) => `no parser from Django: ${file}`),
    ...result.withoutModel.map((file) => `not a command for the model: ${file}`),
    ...open.flatMap(({ file, options }) =>
      options.unresolved.map(({ file: place, region, reason }) => {
        return `open: ${file}: ${reason} (${place}:${region.startLine}:${region.startColumn})`;
      }),
    ),
    ...result.differences.map(difference),
    ...(compared === 0 ? ['nothing was compared'] : []),
  ];
}

function difference({ kind, file, what, doubtful }: Difference): string {
  return `${doubtful ? 'doubtful ' : ''}${kind}: ${file}: ${what}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)} %`;
}
