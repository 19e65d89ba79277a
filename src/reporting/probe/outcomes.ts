import type { GateResult } from '../../core/evidence-record.ts';
import type { ProbeRun } from '../../core/probe-run.ts';
import { trends, type Trend } from '../../core/trend.ts';
import type { Outcome, Verdict } from '../../core/verdict.ts';

/** In the order in which a reader wants to know of them. */
export const outcomes = ['falsified', 'inconclusive', 'holds', 'not-applicable', 'bypassed'] as const;

/** How people say it. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  falsified: 'falsified',
  inconclusive: 'inconclusive',
  holds: 'holds',
  'not-applicable': 'not applicable',
  bypassed: 'bypassed',
};

/** How people say it. */
export const trendWords: Readonly<Record<Trend, string>> = {
  regressed: 'regressed',
  'still-failing': 'still failing',
  fixed: 'fixed',
  'still-passing': 'still passing',
};

export function countOutcomes({ commands }: Pick<ProbeRun, 'commands'>): Readonly<Record<Outcome, number>> {
  const counts = { falsified: 0, inconclusive: 0, holds: 0, 'not-applicable': 0, bypassed: 0 };
  for (const { verdicts } of commands) for (const { verdict } of verdicts) counts[verdict.outcome] += 1;
  return counts;
}

/** `2 regressed`, `40 still passing`: those that there are. */
export function countTrends({ commands }: Pick<ProbeRun, 'commands'>): readonly string[] {
  const all = commands.flatMap(({ verdicts }) => verdicts.map(({ trend }) => trend));
  return trends
    .map((trend) => ({ trend, number: all.filter((one) => one === trend).length }))
    .filter(({ number }) => number > 0)
    .map(({ trend, number }) => `${number} ${trendWords[trend]}`);
}

/** Why a verdict is what it is, in one sentence. */
export function reasonOf(verdict: Verdict): string | null {
  switch (verdict.outcome) {
    case 'holds':
      return null;
    case 'falsified':
      return verdict.evidence[0].summary;
    case 'inconclusive':
    case 'not-applicable':
    case 'bypassed':
      return verdict.reason;
  }
}

const gateWords: Readonly<Record<GateResult['result'], string>> = {
  pass: 'passed',
  fail: 'FAILED',
  inconclusive: 'could not be told',
};

/** `failed == 0 FAILED (2)`. */
export function gateText({ metric, operator, threshold, value, result }: GateResult): string {
  return `${metric} ${operator} ${threshold} ${gateWords[result]} (${value === null ? 'not measured' : value})`;
}
