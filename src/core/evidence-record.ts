import type { Severity } from './severity.ts';

/** A number that a run has to reach, or must not exceed. */
export interface Gate {
  readonly metric: string;
  readonly operator: '>=' | '<=' | '==';
  readonly threshold: number;
  readonly severity: Severity;
}

/** `inconclusive`: the metric was not measured. */
export type GateResult = Gate & { readonly value: number | null; readonly result: 'pass' | 'fail' | 'inconclusive' };

/**
 * What a run of whatever probe did: what was asked for, what really took place, what came out.
 *
 * @remarks `attempted` is the sum of `executed` and `skipped`; `executed` that of `passed`, `failed` and `inconclusive`.
 */
export interface EvidenceRecord {
  readonly attempted: number;
  readonly executed: number;
  readonly passed: number;
  readonly failed: number;
  readonly inconclusive: number;
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  /** Comparisons that were made; a run without any proves nothing. */
  readonly assertions: number;
  readonly durationMs: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly gates: readonly GateResult[];
}

export function resultOf(gate: Gate, metrics: Readonly<Record<string, number>>): GateResult {
  const value = metrics[gate.metric];
  if (value === undefined) return { ...gate, value: null, result: 'inconclusive' };
  return { ...gate, value, result: holds(gate, value) ? 'pass' : 'fail' };
}

function holds({ operator, threshold }: Gate, value: number): boolean {
  switch (operator) {
    case '>=':
      return value >= threshold;
    case '<=':
      return value <= threshold;
    case '==':
      return value === threshold;
  }
}
