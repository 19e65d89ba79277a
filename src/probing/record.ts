import { resultOf, type EvidenceRecord, type Gate } from '../core/evidence-record.ts';
import type { ProbedCommand } from '../core/probe-run.ts';
import type { Outcome, Verdict } from '../core/verdict.ts';

/** A run that executed nothing is no success, and a flaw that was shown is none either. */
const gates: readonly Gate[] = [
  { metric: 'executed', operator: '>=', threshold: 1, severity: 'error' },
  { metric: 'failed', operator: '==', threshold: 0, severity: 'error' },
  { metric: 'inconclusive', operator: '==', threshold: 0, severity: 'warning' },
];

/** Counts what took place. */
export function recordOf(commands: readonly ProbedCommand[], runs: number, durationMs: number): EvidenceRecord {
  const verdicts = commands.flatMap((command) => command.verdicts.map(({ verdict }) => verdict));
  const number = (outcome: Outcome): number => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  const counts = { passed: number('holds'), failed: number('falsified'), inconclusive: number('inconclusive') };
  const executed = counts.passed + counts.failed + counts.inconclusive;
  const metrics = { executed, ...counts, runs, commands: commands.length };
  return {
    attempted: verdicts.length,
    executed,
    ...counts,
    skipped: skippedOf(verdicts),
    assertions: verdicts.reduce((sum, verdict) => sum + assertionsOf(verdict), 0),
    durationMs,
    metrics,
    gates: gates.map((gate) => resultOf(gate, metrics)),
  };
}

function skippedOf(verdicts: readonly Verdict[]): EvidenceRecord['skipped'] {
  const counts = new Map<string, number>();
  for (const verdict of verdicts) {
    if (verdict.outcome !== 'not-applicable' && verdict.outcome !== 'bypassed') continue;
    counts.set(verdict.reason, (counts.get(verdict.reason) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, count]) => ({ reason, count }));
}

function assertionsOf(verdict: Verdict): number {
  if (verdict.outcome === 'holds') return verdict.trials;
  return verdict.outcome === 'falsified' ? verdict.evidence.length : 0;
}
