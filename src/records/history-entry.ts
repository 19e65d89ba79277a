import type { GateResult } from '../core/evidence-record.ts';
import { compareText } from '../core/location.ts';
import type { ProbeRun } from '../core/probe-run.ts';
import type { HistoryEntry, ProbeSelection } from '../core/run-history.ts';
import type { Outcome } from '../core/verdict.ts';

/** The letter of an outcome in the history. */
export const letters: Readonly<Record<Outcome, string>> = {
  holds: 'h',
  falsified: 'f',
  inconclusive: 'i',
  'not-applicable': 'n',
  bypassed: 'b',
};

export function historyEntry(
  { surroundings, commands, record }: ProbeRun,
  { at, tool, selection }: Pick<HistoryEntry, 'at' | 'tool' | 'selection'>,
): HistoryEntry {
  const counts = { falsified: 0, inconclusive: 0, holds: 0, 'not-applicable': 0, bypassed: 0 };
  for (const { verdicts } of commands) for (const { verdict } of verdicts) counts[verdict.outcome] += 1;
  const probes = [...new Set(commands.flatMap(({ verdicts }) => verdicts.map(({ probe }) => probe)))].sort(compareText);
  const lettersOf = commands.map(({ command, verdicts }) => {
    const known = new Map(verdicts.map(({ probe, verdict }) => [probe, letters[verdict.outcome]]));
    return [command.name, probes.map((probe) => known.get(probe) ?? '-').join('')] as const;
  });
  return {
    version: 1,
    at,
    run: surroundings.id,
    tool,
    selection: inOrder(selection),
    counts,
    durationMs: Math.round(record.durationMs),
    gates: worst(record.gates),
    probes,
    verdicts: Object.fromEntries(lettersOf),
  };
}

/** The order in which somebody named commands and probes is no difference. */
export function isSameSelection(a: ProbeSelection, b: ProbeSelection): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

function inOrder({ names, only, skip, since }: ProbeSelection): ProbeSelection {
  const sorted = (words: readonly string[]): readonly string[] => [...new Set(words)].sort(compareText);
  return { names: sorted(names), only: sorted(only), skip: sorted(skip), ...(since !== undefined && { since }) };
}

function worst(gates: readonly GateResult[]): GateResult['result'] {
  const results = new Set(gates.map(({ result }) => result));
  return results.has('fail') ? 'fail' : results.has('inconclusive') ? 'inconclusive' : 'pass';
}
