import type { HistoryEntry, ProbeSelection } from '../core/run-history.ts';
import { isSameSelection } from './history-entry.ts';
import { historyEntrySchema } from './schema.ts';

/** Runs that are remembered, and the characters that they may take: the first limit that is met drops the oldest. */
const limits = { lines: 200, characters: 2_000_000 };

/** Every line that can be understood, the oldest first; those of another version are not ours to judge. */
export function readHistory(text: string): readonly HistoryEntry[] {
  return linesOf(text).flatMap((line) => {
    const entry = historyEntrySchema.safeParse(parsed(line));
    return entry.success ? [entry.data] : [];
  });
}

/** The last run of the same selection. */
export function previousRun(entries: readonly HistoryEntry[], selection: ProbeSelection): HistoryEntry | undefined {
  return entries.findLast((entry) => isSameSelection(entry.selection, selection));
}

/** A run and what its trends were told from: the runs of the same selection before it, the oldest first. */
export function runsLike(run: string, entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const last = entries.findLastIndex((entry) => entry.run === run);
  const own = entries[last];
  if (own === undefined) return [];
  return entries.slice(0, last + 1).filter(({ selection }) => isSameSelection(selection, own.selection));
}

/** The text with one more line and without the oldest ones beyond the limits; lines that nobody understands age as others do. */
export function appendHistory(text: string, entry: HistoryEntry, { lines, characters } = limits): string {
  const kept = [...linesOf(text), JSON.stringify(entry)].slice(-lines);
  let size = kept.reduce((sum, line) => sum + line.length + 1, 0);
  while (size > characters && kept.length > 1) size -= (kept.shift() ?? '').length + 1;
  return kept.map((line) => `${line}\n`).join('');
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
