import { applyBaseline, baselineOf, countOf, prune, type Baseline } from '../../triage/baseline.ts';
import { examined, readBaseline } from './check-baseline.ts';
import type { CheckOutcome } from '../check.ts';

/** A baseline as it would be written. */
export interface BaselineChange {
  readonly baseline: Baseline;
  /** What was taken out of it. */
  readonly expired: Baseline;
  readonly text: string;
}

/** All findings of a run. */
export async function foundBaseline({ run }: CheckOutcome): Promise<BaselineChange> {
  return changeOf(baselineOf(run.findings), []);
}

/** The baseline of a file without what a run has not found any more. */
export async function prunedBaseline(outcome: CheckOutcome, file: string): Promise<BaselineChange> {
  const baseline = await readBaseline(file);
  const { expired } = applyBaseline(outcome.run.findings, baseline, examined(outcome));
  return changeOf(prune(baseline, expired), expired);
}

export function countIn(baseline: Baseline): number {
  return countOf(baseline);
}

async function changeOf(baseline: Baseline, expired: Baseline): Promise<BaselineChange> {
  const { renderBaseline } = await import('../../triage/baseline-file.ts');
  return { baseline, expired, text: renderBaseline(baseline) };
}
