import { filePath } from '../core/location.ts';
import type { Frame } from '../core/trial.ts';
import type { CodeLine, Evidence, Verdict } from '../core/verdict.ts';

export const inconclusive = (reason: string): Verdict => ({ outcome: 'inconclusive', reason });
export const notApplicable = (reason: string): Verdict => ({ outcome: 'not-applicable', reason });

/** Falsified by whatever evidence there is; without any the property held in so many trials. */
export function verdictOf(evidence: readonly Evidence[], trials: number): Verdict {
  const [first, ...rest] = inOrder(evidence);
  return first === undefined ? { outcome: 'holds', trials } : { outcome: 'falsified', evidence: [first, ...rest] };
}

/** What may be known of a flaw besides its one sentence. */
export type EvidenceParts = Omit<Evidence, 'summary' | 'at' | 'stack'> & {
  /** The outermost frame first; the innermost one is the place of the flaw. */
  readonly stack?: readonly Frame[];
};

export function evidence(summary: string, { stack = [], ...parts }: EvidenceParts = {}): Evidence {
  const lines = stack.map(codeLine);
  const at = lines.at(-1);
  return { summary, ...(at !== undefined && { at, stack: lines }), ...parts };
}

function codeLine(frame: Frame): CodeLine {
  return { file: filePath(frame.file), line: frame.line, ...(frame.function !== '' && { function: frame.function }) };
}

/** One for each flaw, flag and place, and what weighs most first. */
function inOrder(evidence: readonly Evidence[]): readonly Evidence[] {
  const places = new Map(
    evidence
      .toReversed()
      .map((one) => [JSON.stringify([one.at ?? one.summary, one.flaw, one.severity, one.details?.['flag']]), one]),
  );
  return [...places.values()].reverse().sort((a, b) => weightOf(a) - weightOf(b));
}

function weightOf({ severity }: Evidence): number {
  return severity === 'note' ? 2 : severity === 'warning' ? 1 : 0;
}

/** `3 rows`, `1 row`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
