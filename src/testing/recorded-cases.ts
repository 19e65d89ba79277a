import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord } from '../core/trial.ts';
import type { Verdict } from '../core/verdict.ts';

/** A recorded run; its plan is the one that the probe makes for the command. */
export type RecordedRun = Omit<RunRecord, 'plan'>;

/** Recorded runs of one command, and the verdict that they lead to. */
export interface RecordedCase {
  /** What happened, in a few words. */
  readonly name: string;
  /** Where the command is; absent: in the compliant sample. */
  readonly project?: string;
  readonly command: string;
  /** The runs of each trial that the probe plans. */
  readonly trials: Readonly<Record<string, readonly RecordedRun[]>>;
  readonly verdict: Verdict;
}

export function readRecordedCases(id: string, fixtures = 'fixtures/probes'): readonly RecordedCase[] {
  const text = readFileSync(join(fixtures, id, 'observations.json'), 'utf8');
  return (JSON.parse(text) as { readonly cases: readonly RecordedCase[] }).cases;
}
