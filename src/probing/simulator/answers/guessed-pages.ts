import type { Json } from '../../../core/verdict.ts';
import { isList, isTable, valueAt, withValueAt, type Path } from '../json.ts';
import type { Asked } from './asked.ts';
import type { Page } from './pages.ts';
import type { Records } from './records.ts';

/** Nobody said how the list is cut. */
export interface GuessedPages {
  readonly by: 'guessed';
  /** Where the answer says what leads to the next page; null: not known. */
  readonly next: Path | null;
}

/** Several pages were recorded, and this is the one that was asked for: it says what it said. */
export interface RecordedPage {
  readonly by: 'recorded';
}

export const guessedPages: GuessedPages = { by: 'guessed', next: null };

const pageNames = /^(?:p|page|page_?(?:no|num|number|index)|pg)$/i;
const offsetNames = /^(?:offset|skip|start|start_?(?:index|at|row)|from_?index)$/i;
const cursorNames =
  /^(?:after|cursor|after_id|starting_after|last_id|since_id|continuation|(?:next_?)?(?:page_?token|cursor|token)|vid_?offset)$/i;

/** Everything at once; whoever asks for more is at the end. */
export function guessedPage(asked: Asked, { count }: Records): Page {
  if (count === Number.POSITIVE_INFINITY) return { start: 0, end: 100, size: 100 };
  const start = Math.min(guessedStart(asked, count), count);
  return { start, end: count, size: Math.max(count, 1) };
}

function guessedStart({ query }: Asked, count: number): number {
  for (const [name, value] of query) {
    if (pageNames.test(name) && Number(value) > 1) return count;
    if (offsetNames.test(name) && Number(value) > 0) return Number(value);
    if (cursorNames.test(name) && value !== '' && value !== '0') return count;
  }
  return 0;
}

const nextNames =
  /^(?:next|after|cursor|next_?(?:page|cursor|link|url|page_?token|records_?url|token)|@odata\.nextlink|end_?cursor)$/i;
const moreNames = /^(?:more|has_?(?:more|next|next_?page)|more_?pages|is_?truncated)$/i;
const lastNames = /^(?:done|last|is_?last|last_?page_?reached)$/i;
const pageCounts = /^(?:total_?pages|pages|page_?count|last_?page|num_?pages)$/i;
const recordCounts = /^(?:total|total_?(?:count|records|results|items|size)|record_?count)$/i;

export const isNameOfNext = (name: string): boolean => nextNames.test(name);
export const isNameOfMore = (name: string): boolean => moreNames.test(name);

/** The frame with what it says about further pages made true, as far as its keys can be understood. */
export function withPagesGuessed(frame: Json, { next }: GuessedPages, endless: boolean, count: number): Json {
  const settledFrame = withGuessedEnd(frame, endless, count);
  if (next === null) return settledFrame;
  const name = next.at(-1) ?? '';
  const value = moreNames.test(name) ? endless : endless ? (valueAt(frame, next) ?? '2') : null;
  return withValueAt(settledFrame, next, value);
}

function withGuessedEnd(frame: Json, endless: boolean, count: number): Json {
  if (isList(frame) || !isTable(frame)) return frame;
  const entries = Object.entries(frame).map(([key, value]) => [key, settled(key, value, endless, count)] as const);
  return Object.fromEntries(entries);
}

function settled(key: string, value: Json, endless: boolean, count: number): Json {
  if (typeof value === 'boolean') {
    if (moreNames.test(key)) return endless;
    return lastNames.test(key) ? !endless : value;
  }
  // A table below such a name leads to the next page by one of its own keys.
  if (nextNames.test(key) && !isTable(value)) return endless ? (value ?? '2') : null;
  if (typeof value === 'number') {
    if (pageCounts.test(key)) return endless ? 1_000_000 : 1;
    return recordCounts.test(key) ? (endless ? 1_000_000 : count) : value;
  }
  return withGuessedEnd(value, endless, count);
}
