import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from '../src/core/finding.ts';
import { check, type CheckRequest } from '../src/pipeline/check.ts';
import { checkFor } from '../src/pipeline/known/check-for.ts';
import { commitsOf, Replay } from './compare-commits/replay.ts';

/**
 * Goes through the last commits of a repository and compares what `--since` and `--staged` report of each with what two
 * whole checks say: findings after it without those before it, counted by fingerprint.
 *
 * `npx tsx scripts/compare-commits.ts --repository PATH [--commits 100] [--preset NAME] [--select RULES]`; fewer rules take less time
 */
const { values } = parseArgs({
  options: {
    repository: { type: 'string' },
    commits: { type: 'string', default: '100' },
    select: { type: 'string' },
    preset: { type: 'string', default: 'crm-sync' },
  },
});
if (values.repository === undefined) throw new Error('--repository PATH says whose commits are compared');

const repository = resolve(values.repository);
const commits = commitsOf(repository, Number(values.commits) + 1);
const replay = new Replay(repository);
const request: CheckRequest = {
  cwd: replay.folder,
  paths: [],
  configArguments: [],
  isolated: true,
  presets: [values.preset],
  selection: { ...(values.select && { select: values.select.split(',') }), extendSelect: [], ignore: [] },
  extendExclude: [],
  forceExclude: false,
  concurrency: 1,
  today: '2026-06-01',
};

const totals = { compared: 0, findings: 0, caused: 0, commitsThatCause: 0, inUnchangedFiles: 0, differences: 0 };
try {
  let before: { readonly commit: string; readonly findings: readonly Finding[] } | undefined;
  for (const original of commits) {
    const commit = replay.copy(original, before?.commit);
    replay.checkOut(commit);
    const findings = active((await check(request)).run.findings);
    if (before !== undefined) await compare(original, before, { commit, findings });
    before = { commit, findings };
  }
} finally {
  replay.remove();
}
console.log(JSON.stringify(totals));
process.exitCode = totals.differences === 0 ? 0 : 1;

interface State {
  readonly commit: string;
  readonly findings: readonly Finding[];
}

async function compare(original: string, before: State, after: State): Promise<void> {
  const expected = [...subtracted(counts(after.findings), counts(before.findings))].sort();
  const changed = new Set(replay.git(['diff', '--name-only', before.commit, after.commit]).split('\n'));
  const since = await checkFor({ change: { kind: 'since', revision: before.commit } })(request);
  replay.moveHead(before.commit);
  const staged = await checkFor({ change: { kind: 'staged' } })(request);
  const reported = active(since.run.findings);
  totals.compared += 1;
  totals.findings += after.findings.length;
  totals.caused += reported.length;
  totals.commitsThatCause += reported.length > 0 ? 1 : 0;
  totals.inUnchangedFiles += reported.filter(({ at }) => !changed.has(at.file)).length;
  for (const [name, found] of [
    ['--since', reported],
    ['--staged', active(staged.run.findings)],
  ] as const) {
    if (JSON.stringify([...counts(found)].sort()) === JSON.stringify(expected)) continue;
    totals.differences += 1;
    console.log(`${original}: ${name} differs: ${found.length} reported`);
  }
  if (totals.compared % 5 === 0) console.log(JSON.stringify(totals));
}

function active(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ suppression }) => suppression === undefined);
}

function counts(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  for (const { fingerprint } of findings) result.set(fingerprint, (result.get(fingerprint) ?? 0) + 1);
  return result;
}

/** By hand, so that it shares nothing with what it is compared with. */
function subtracted(after: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>) {
  return [...after].flatMap(([key, count]): [string, number][] => {
    const more = count - (before.get(key) ?? 0);
    return more > 0 ? [[key, more]] : [];
  });
}
