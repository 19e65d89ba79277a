import type { Finding } from '../../src/core/finding.ts';
import type { Examination, Laboratory } from './laboratory.ts';
import type { Mutant, Place } from './mutant.ts';

/**
 * `caught`: the expected rule has a finding at every expected line. `wrong place`: it has findings, but not there.
 * `no rule`: the rule does not exist yet. `invalid`: the mutant proves nothing.
 */
export type Verdict = 'caught' | 'wrong place' | 'missed' | 'no rule' | 'invalid';

export interface Outcome {
  readonly id: string;
  readonly kind: string;
  readonly rule: string;
  readonly group: string;
  readonly verdict: Verdict;
  readonly expected: readonly Place[];
  /** Where the expected rule found something, `file:line message`. */
  readonly found: readonly string[];
  /** Other rules that found something, with the number of their findings. */
  readonly also: Readonly<Record<string, number>>;
  readonly troubles: readonly string[];
}

export function judge(mutant: Mutant, laboratory: Laboratory): Outcome {
  const { id, kind, group, expected, changes } = mutant;
  const isThere = laboratory.ruleIds.has(kind.rule);
  const examination = isThere ? laboratory.examine(changes) : { findings: [], troubles: laboratory.flawsOf(changes) };
  const own = examination.findings.filter(({ ruleId }) => ruleId === kind.rule);
  const troubles = [...examination.troubles, ...(expected.length === 0 ? ['no place is expected'] : [])];
  return {
    id,
    kind: kind.id,
    rule: kind.rule,
    group,
    verdict: troubles.length > 0 ? 'invalid' : isThere ? verdictOf(expected, own) : 'no rule',
    expected,
    found: own.map(({ at, message }) => `${at.file}:${at.region.startLine} ${message}`),
    also: countOthers(examination, kind.rule),
    troubles,
  };
}

function verdictOf(expected: readonly Place[], own: readonly Finding[]): Verdict {
  if (own.length === 0) return 'missed';
  return expected.every((place) => own.some((finding) => isAt(finding, place))) ? 'caught' : 'wrong place';
}

function countOthers({ findings }: Examination, rule: string): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { ruleId } of findings) if (ruleId !== rule) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function isAt({ at }: Finding, { file, line }: Place): boolean {
  return at.file === file && at.region.startLine === line;
}
