import { unifiedDiff } from '../../src/fixing/unified-diff.ts';
import { table } from '../gen/markdown.ts';
import type { Mutant } from './mutant.ts';
import type { Kind } from './mutation.ts';
import type { Sample } from './sample.ts';
import type { Outcome, Verdict } from './verdict.ts';

export interface Summary {
  readonly mutants: number;
  readonly kinds: number;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Of those whose rule exists. */
  readonly share: number;
}

/** The share of caught mutants below which the run fails. */
export const wantedShare = 0.98;

export function summaryOf(outcomes: readonly Outcome[]): Summary {
  const counts = countsOf(outcomes);
  const judged = outcomes.length - counts['no rule'];
  return {
    mutants: outcomes.length,
    kinds: new Set(outcomes.map(({ kind }) => kind)).size,
    counts,
    share: judged === 0 ? 1 : counts.caught / judged,
  };
}

function countsOf(outcomes: readonly Outcome[]): Readonly<Record<Verdict, number>> {
  const counts = { caught: 0, 'wrong place': 0, missed: 0, 'no rule': 0, invalid: 0 };
  for (const { verdict } of outcomes) counts[verdict] += 1;
  return counts;
}

export function sentence({ mutants, kinds, counts, share }: Summary): string {
  const judged = mutants - counts['no rule'];
  const waiting = counts['no rule'] === 0 ? '' : `; ${counts['no rule']} more wait for rules that are not there yet`;
  return `${counts.caught} of ${judged} mutants are caught by the expected rule at the expected line (${percent(share)})${waiting}; ${mutants} mutants of ${kinds} kinds`;
}

export function ruleTable(outcomes: readonly Outcome[]): string {
  const rules = [...new Set(outcomes.map(({ rule }) => rule))].sort();
  const rows = rules.map((rule) => {
    const own = outcomes.filter((outcome) => outcome.rule === rule);
    const { caught, missed, 'wrong place': misplaced, invalid, 'no rule': waiting } = countsOf(own);
    const numbers = [caught, missed, misplaced, invalid].map((count) => (waiting > 0 ? '–' : String(count)));
    const kinds = new Set(own.map(({ kind }) => kind)).size;
    return [`\`${rule}\``, String(kinds), String(own.length), ...numbers];
  });
  return table(['rule', 'kinds', 'mutants', 'caught', 'missed', 'wrong place', 'invalid'], rows);
}

export function kindTable(kinds: readonly Kind[], outcomes: readonly Outcome[]): string {
  const rows = kinds.map(({ id, rule, describe }) => {
    const own = outcomes.filter(({ kind }) => kind === id);
    const systems = new Set(own.map(({ group }) => group)).size;
    const { caught, 'no rule': waiting } = countsOf(own);
    return [`\`${id}\``, `\`${rule}\``, describe, waiting > 0 ? '–' : `${caught} of ${own.length}`, String(systems)];
  });
  return table(['kind', 'expected rule', 'defect', 'caught', 'systems'], rows);
}

/** What somebody needs to see why a mutant was not caught. */
export function explain(outcome: Outcome, mutant: Mutant, sample: Sample): string {
  const also = Object.entries(outcome.also).map(([rule, count]) => `${rule} (${count})`);
  return [
    `${outcome.verdict}: ${outcome.id} (${outcome.group})`,
    `  expected: ${outcome.rule} at ${shown(outcome.expected.map(({ file, line }) => `${file}:${line}`))}`,
    `  found:    ${outcome.found.length === 0 ? 'nothing' : shown(outcome.found)}`,
    ...(also.length > 0 ? [`  also:     ${also.join(', ')}`] : []),
    ...outcome.troubles.map((trouble) => `  trouble:  ${trouble}`),
    diffOf(mutant, sample).replace(/^/gm, '  '),
  ].join('\n');
}

export function diffOf({ changes }: Mutant, { texts }: Sample): string {
  return [...changes].map(([file, text]) => unifiedDiff(file, texts.get(file) ?? '', text ?? '')).join('');
}

function shown(places: readonly string[]): string {
  const rest = places.length > 4 ? ` and ${places.length - 4} more` : '';
  return places.slice(0, 4).join('; ') + rest;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
