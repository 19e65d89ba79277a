import type { Outcome } from './verdict.ts';

/** What became of a verdict since the previous run of the same selection; only what both runs could tell has one. */
export const trends = ['regressed', 'still-failing', 'fixed', 'still-passing'] as const;
export type Trend = (typeof trends)[number];

export function trendOf(before: Outcome | undefined, now: Outcome): Trend | undefined {
  if (before === 'holds') return now === 'holds' ? 'still-passing' : now === 'falsified' ? 'regressed' : undefined;
  if (before === 'falsified') return now === 'holds' ? 'fixed' : now === 'falsified' ? 'still-failing' : undefined;
  return undefined;
}
