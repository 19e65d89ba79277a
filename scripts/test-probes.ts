import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { nameMatcher } from '../src/core/name-glob.ts';
import type { Probe } from '../src/core/probe.ts';
import { loadProbes } from '../src/probing/load-probes.ts';
import { pythonWith } from '../src/probing/testing/pythons.ts';
import { allTwins, unseenDefects } from '../tests/probes/twins/all.ts';
import type { Twin } from '../tests/probes/twins/twin.ts';
import { batchesOf, type Batch } from './twins/batches.ts';
import { examine } from './twins/examine.ts';
import { judgeTwin, type Outcome } from './twins/judge.ts';
import { runMatrix } from './twins/matrix.ts';
import { edited, withCopy } from './twins/project.ts';

/**
 * `npm run test:probes -- [--command GLOB]… [--probe GLOB]… [--python PATH] [--full]`
 *
 * Runs the commands of variants of the compliant sample, each with one defect, and asks whether the expected probe shows it at the
 * expected line; then the same commands of the sample itself, about which no probe has anything to say. Unless told which, every
 * probe looks at the commands of the sample as well: with `--full` at all of them on each version of Django and each database.
 */
const root = join(import.meta.dirname, '..');
const sample = join(root, 'fixtures/projects/ingestion');
const { values } = parseArgs({
  options: {
    command: { type: 'string', multiple: true, default: ['*'] },
    probe: { type: 'string', multiple: true, default: ['*'] },
    python: { type: 'string' },
    full: { type: 'boolean', default: false },
  },
});
/** Seconds that a run may take: defects that never end take all of them. */
const deadlines = { twin: 8, endless: 4, sample: 30 };
const start = performance.now();
const python = values.python ?? pythonWith('django52');
const probes = new Map((await loadProbes()).map((probe) => [probe.id, probe]));
const isEverything = [...values.command, ...values.probe].every((glob) => glob === '*');
const ofSample = isEverything || values.full ? () => runMatrix(sample, values.full ? 'full' : 'part', log) : () => [];
const problems = [...(await runTwins()), ...(await ofSample())];
for (const problem of problems) log(problem);
log(`${problems.length === 0 ? 'no problems' : `${problems.length} problems`}, in ${seconds()} s`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function runTwins(): Promise<readonly string[]> {
  const isWanted = { command: nameMatcher(values.command), probe: nameMatcher(values.probe) };
  const twins = allTwins.filter(({ command, probe }) => isWanted.command(command) && isWanted.probe(probe));
  const outcomes: Outcome[] = [];
  for (const batch of batchesOf(twins)) outcomes.push(...(await runBatch(batch)));
  const missed = outcomes.filter((outcome) => outcome.missed !== undefined);
  log(`${twins.length - missed.length} of ${twins.length} twins are caught, in ${seconds()} s`);
  log(`${unseenDefects.length} defects are known that no run can show`);
  return [
    ...missed.map(({ twin, missed: why = '' }) => `${twin.command} ${twin.name} (${twin.probe})\n    ${why}\n`),
    ...(await verdictsAgainstSample(twins)),
  ];
}

async function runBatch(batch: Batch): Promise<readonly Outcome[]> {
  const edits = batch.flatMap((twin) => twin.edits);
  const texts = edited(sample, edits);
  const deadline = batch.some(({ isEndless }) => isEndless === true) ? deadlines.endless : deadlines.twin;
  return withCopy(sample, texts, async (copy) => {
    const run = await examine(copy, batch, { python, deadline });
    return batch.map((twin) => judgeTwin(twin, probeOf(twin), run, sample, texts));
  });
}

/** What the twins break holds in the sample. */
async function verdictsAgainstSample(twins: readonly Twin[]): Promise<readonly string[]> {
  if (twins.length === 0) return [];
  const pairs = [...new Map(twins.map((twin) => [`${twin.command} ${twin.probe}`, twin])).values()];
  const settings = { python, deadline: deadlines.sample };
  const run = await withCopy(sample, new Map(), (copy) => examine(copy, pairs, settings));
  return run.commands.flatMap(({ command, verdicts }) =>
    verdicts.flatMap(({ probe, verdict }) => {
      if (verdict.outcome === 'holds') return [];
      const reason = verdict.outcome === 'falsified' ? verdict.evidence[0].summary : verdict.reason;
      return [`the sample itself: ${command.name} ${probe} ${verdict.outcome}: ${reason}`];
    }),
  );
}

function probeOf({ probe }: Twin): Probe {
  const found = probes.get(probe);
  if (found === undefined) throw new Error(`there is no probe \`${probe}\``);
  return found;
}

function log(line: string): void {
  console.log(line);
}

function seconds(): string {
  return ((performance.now() - start) / 1000).toFixed(0);
}
