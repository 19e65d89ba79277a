import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pythonWith } from '../../src/probing/testing/pythons.ts';

const root = join(import.meta.dirname, '../..');

interface Surroundings {
  readonly django: 'django52' | 'django42';
  readonly database: 'sqlite' | 'postgres';
  /** Globs; none: all of them. */
  readonly commands: readonly string[];
  readonly repeats: number;
}

/** Every change is held against `part`, which has each half once; `full` takes some twenty minutes. */
const extents = {
  part: [
    { django: 'django52', database: 'sqlite', commands: [], repeats: 1 },
    { django: 'django42', database: 'postgres', commands: ['sync_callrail_*'], repeats: 1 },
  ],
  full: [
    { django: 'django52', database: 'sqlite', commands: [], repeats: 5 },
    { django: 'django52', database: 'postgres', commands: [], repeats: 1 },
    { django: 'django42', database: 'sqlite', commands: [], repeats: 1 },
    { django: 'django42', database: 'postgres', commands: [], repeats: 1 },
  ],
} as const satisfies Readonly<Record<string, readonly Surroundings[]>>;

/** What nothing in a configuration could answer: Google cannot be asked for what has changed, all rows are read each time. */
const unanswerable = [
  // The other half of the matrix is PostgreSQL.
  / needs PostgreSQL: /,
  /^sync_gsheet_\w+ full-overrides-start-date: `--start-date` leaves no trace in what is asked for$/,
  /^sync_gsheet_\w+ delta-uses-last-sync: nothing that is asked for depends on a time$/,
];

interface Report {
  readonly run: { readonly id: string; readonly engine: string; readonly django: string };
  readonly commands: readonly {
    readonly name: string;
    readonly verdicts: readonly { readonly probe: string; readonly outcome: string; readonly reason: string }[];
  }[];
  readonly findings: readonly unknown[];
}

/** Every probe on commands of the compliant sample, on each Django and database; says what is wrong. */
export async function runMatrix(
  sample: string,
  extent: keyof typeof extents,
  log: (line: string) => void,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const surroundings of extents[extent]) {
    const { django, database, repeats } = surroundings;
    const title = `${django} on ${database}`;
    const first = await probe(sample, surroundings);
    log(`${title}: ${summaryOf(first)}`);
    problems.push(...problemsOf(first).map((problem) => `${title}: ${problem}`));
    for (let number = 2; number <= repeats; number += 1) {
      const again = await probe(sample, surroundings);
      log(`${title}, run ${number}: ${summaryOf(again)}`);
      if (stable(again) !== stable(first)) problems.push(`${title}: run ${number} differs from the first one`);
    }
  }
  return problems;
}

async function probe(sample: string, { django, database, commands }: Surroundings): Promise<Report> {
  const program = ['--import', import.meta.resolve('tsx'), join(root, 'src/cli/start.ts')];
  const kind = ['--python', pythonWith(django), '--db', database, '--no-record'];
  const args = ['probe', 'commands', ...commands, ...kind, '--output-format', 'json', '--exit-zero'];
  const options = { cwd: sample, maxBuffer: 2 ** 30 };
  // Inconclusive verdicts have an exit code of their own.
  const run = promisify(execFile)(process.execPath, [...program, ...args], options);
  const { stdout } = await run.catch((error: unknown) => {
    if (isEnded(error)) return error;
    throw error;
  });
  return JSON.parse(stdout) as Report;
}

function isEnded(error: unknown): error is { readonly stdout: string } {
  return error instanceof Error && 'stdout' in error && typeof error.stdout === 'string' && error.stdout !== '';
}

function problemsOf({ commands, findings }: Report): readonly string[] {
  const verdicts = commands.flatMap(({ name, verdicts: all }) =>
    all.map(({ probe: id, outcome, reason }) => ({ outcome, text: `${name} ${id}: ${reason}` })),
  );
  const counts = new Set(commands.map(({ verdicts: all }) => new Set(all.map(({ probe: id }) => id)).size));
  const uneven = commands.filter(({ verdicts: all }) => all.length !== [...counts][0]);
  return [
    ...verdicts.filter(({ outcome }) => outcome === 'falsified').map(({ text }) => `falsified: ${text}`),
    ...verdicts
      .filter(({ outcome, text }) => outcome === 'inconclusive' && !unanswerable.some((known) => known.test(text)))
      .map(({ text }) => `inconclusive: ${text}`),
    ...(findings.length > 0 ? [`${findings.length} findings`] : []),
    ...(counts.size > 1 ? uneven.map(({ name }) => `${name} has another number of verdicts`) : []),
  ];
}

function summaryOf({ run, commands }: Report): string {
  const verdicts = commands.flatMap((command) => command.verdicts);
  const count = (outcome: string) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  const outcomes = ['holds', 'falsified', 'inconclusive', 'not-applicable'].map(
    (outcome) => `${count(outcome)} ${outcome}`,
  );
  return `${commands.length} commands on Django ${run.django}, ${run.engine}: ${outcomes.join(', ')}`;
}

/** Without the one key that is published to vary, besides durations, which are printed on request only. */
function stable({ run, ...report }: Report): string {
  return JSON.stringify({ ...report, run: { ...run, id: '' } });
}
