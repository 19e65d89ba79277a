import type { Json } from '../../../core/verdict.ts';
import { pathOf, valueAt, withoutValueAt, withValueAt } from '../json.ts';
import type { Asked } from './asked.ts';
import type { Records } from './records.ts';

/** How an API cuts its lists into pages. */
export interface Pages {
  /** What `parameter` holds: a page, the number of the first record, a cursor of ours, the key of the record before. */
  readonly by: 'page' | 'offset' | 'cursor' | 'last-key';
  readonly parameter: string;
  /** Parameter that says how many records a page has. */
  readonly size: string | null;
  readonly usualSize: number;
  /** Number of the first page. */
  readonly first: number;
  /** Dotted key of the answer → what it says about the pages. */
  readonly tells: Readonly<Record<string, Told>>;
}

export const toldThings = ['pages', 'records', 'page', 'size', 'more', 'cursor'] as const;
export type Told = (typeof toldThings)[number];

export interface Page {
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

/** More than any client asks for; keeps the answer to a mistaken size small. */
const largestPage = 5000;
/** What is said of lists that never end. */
const manyPages = 1_000_000;

export function pageOf(how: Pages, asked: Asked, records: Records): Page {
  const size = Math.min(
    wholeNumber(how.size === null ? undefined : asked.query.get(how.size), how.usualSize, 1),
    largestPage,
  );
  const start = startOf(how, asked.query.get(how.parameter), size, records);
  const end = Math.min(start + size, records.count);
  return { start: Math.min(start, end), end, size };
}

function startOf({ by, first }: Pages, given: string | undefined, size: number, records: Records): number {
  if (by === 'page') return (wholeNumber(given, first, first) - first) * size;
  if (by === 'last-key') return given === undefined ? 0 : placeAfter(given, records);
  return wholeNumber(given, 0, 0);
}

/** Behind the last record of that key; behind all of them where there is none. A list without end starts anew. */
function placeAfter(key: string, { count, key: path, at }: Records): number {
  if (count === Number.POSITIVE_INFINITY) return 0;
  for (let index = count - 1; index >= 0; index -= 1) {
    const value = valueAt(at(index), path ?? []);
    if ((typeof value === 'string' || typeof value === 'number') && String(value) === key) return index + 1;
  }
  return count;
}

/** The frame with everything in it that is said about pages; what would lead behind the last page is left out. */
export function withPagesTold(frame: Json, how: Pages, page: Page, count: number): Json {
  return Object.entries(how.tells).reduce((told, [key, thing]) => {
    const value = toldValue(thing, page, count, how.first);
    return value === undefined ? withoutValueAt(told, pathOf(key)) : withValueAt(told, pathOf(key), value);
  }, frame);
}

function toldValue(thing: Told, { start, end, size }: Page, count: number, first: number): Json | undefined {
  const more = end < count;
  switch (thing) {
    case 'pages':
      return Math.min(Math.max(Math.ceil(count / size), 1), manyPages);
    case 'records':
      return Math.min(count, manyPages * size);
    case 'page':
      return Math.floor(start / size) + first;
    case 'size':
      return size;
    case 'more':
      return more;
    case 'cursor':
      return more ? String(end) : undefined;
  }
}

function wholeNumber(text: string | undefined, otherwise: number, least: number): number {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return otherwise;
  return Math.max(Number(text), least);
}
