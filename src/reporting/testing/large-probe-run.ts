import { filePath } from '../../core/location.ts';
import type { ProbedCommand, ProbedProperty, ProbeRun, ProbeVerdict } from '../../core/probe-run.ts';
import type { ProbeGroup } from '../../core/probe.ts';
import type { Trend } from '../../core/trend.ts';
import type { Verdict } from '../../core/verdict.ts';
import { exampleCommand, exampleProbeRun, writeInDryRun } from './example-probe-run.ts';

const ids: Readonly<Record<ProbeGroup, string>> = {
  Arguments: 'command-loads rejects-bad-date rejects-inverted-dates rejects-bad-batch-size rejects-conflicting-flags',
  Flags: 'full-overrides-start-date debug-says-more quiet-says-less batch-size-respected',
  'Dry run':
    'dry-run-writes-nothing dry-run-leaves-no-history dry-run-calls-api dry-run-announced dry-run-matches-real-run',
  Faults:
    'survives-auth-error survives-timeout survives-server-error respects-retry-after survives-bad-payload reports-missing-configuration',
  Data: 'maps-fields creates-records updates-records idempotent handles-invalid-records handles-hostile-payloads',
  History: 'records-history records-failure no-running-record-left delta-uses-last-sync keeps-no-state-elsewhere',
  Orchestrators:
    'runs-children-in-order forwards-flags filters-entities rejects-unknown-entity isolates-child-failure parallel-respects-dependencies',
};

const probes: readonly ProbedProperty[] = Object.entries(ids)
  .flatMap(([group, list]) => list.split(' ').map((id) => ({ id, group: group as ProbeGroup })))
  .map(({ id, group }) => ({
    id,
    group,
    title: id.replaceAll('-', ' '),
    property: `the command ${id.replaceAll('-', ' ')}`,
    corroborates: [],
    severity: 'error' as const,
  }))
  .sort((a, b) => (a.id < b.id ? -1 : 1));

const systems = [
  'arrivy',
  'callrail',
  'five9',
  'genius',
  'gsheet',
  'hubspot',
  'leadconduit',
  'salespro',
  'salesrabbit',
];
const entities = ['all', 'appointments', 'customer_interactions', 'leads', 'users'];

/** As large as a run over the nine systems of a warehouse: 49 commands and 37 probes, the verdicts spread at random. */
export function largeProbeRun(): ProbeRun {
  const names = systems.flatMap((system) => entities.map((entity) => `sync_${system}_${entity}`));
  const random = sequence(7);
  const commands = [...names, 'sync_all', 'sync_nightly', 'sync_history_repair', 'sync_schema']
    .sort()
    .map((name): ProbedCommand => ({
      command: exampleCommand(name),
      verdicts: probes.map((probe) => verdictOf(probe, name, random)),
    }));
  const verdicts = commands.flatMap((command) => command.verdicts.map(({ verdict }) => verdict.outcome));
  const number = (outcome: Verdict['outcome']): number => verdicts.filter((one) => one === outcome).length;
  const { record } = exampleProbeRun();
  const counts = { passed: number('holds'), failed: number('falsified'), inconclusive: number('inconclusive') };
  const executed = counts.passed + counts.failed + counts.inconclusive;
  return exampleProbeRun({ commands, probes, record: { ...record, attempted: verdicts.length, executed, ...counts } });
}

function verdictOf({ id, group }: ProbedProperty, name: string, random: () => number): ProbeVerdict {
  const isOrchestrator = /_all$|nightly/.test(name);
  const chance = random();
  const base = { probe: id, milliseconds: 20 + Math.round(random() * 100) };
  if (group === 'Orchestrators' && !isOrchestrator) return skipped(base, 'it calls no other command');
  if (group === 'Dry run' && name.includes('gsheet')) return skipped(base, 'it has no dry run');
  if (name === 'sync_schema')
    return { ...base, verdict: { outcome: 'bypassed', reason: 'it changes the schema only' } };
  if (chance > 0.96) {
    const evidence = { ...writeInDryRun, at: { file: filePath(`ingestion/sync/${name}.py`), line: 41 } };
    const trend: Trend = chance > 0.985 ? 'regressed' : 'still-failing';
    return { ...base, verdict: { outcome: 'falsified', evidence: [evidence] }, trend };
  }
  if (chance > 0.92) {
    const reason = `no fixture for \`https://api.${name.split('_')[1] ?? ''}.example/v1\``;
    return { ...base, verdict: { outcome: 'inconclusive', reason } };
  }
  const trend: Trend = chance > 0.91 ? 'fixed' : 'still-passing';
  return { ...base, verdict: { outcome: 'holds', trials: 2 }, trend };
}

function skipped(base: Pick<ProbeVerdict, 'probe' | 'milliseconds'>, reason: string): ProbeVerdict {
  return { ...base, verdict: { outcome: 'not-applicable', reason }, milliseconds: 0 };
}

/** The same numbers from 0 to 1 every time. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
