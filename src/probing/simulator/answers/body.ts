import type { Json } from '../../../core/verdict.ts';
import { isList, isTable, type Path } from '../json.ts';
import { plainHead, type Answer } from './answer.ts';
import { guessedPages } from './guessed-pages.ts';
import { keyOf } from './record-key.ts';
import { recordsOf } from './records.ts';
import { inEdition } from './vary.ts';

type Head = Pick<Answer, 'status' | 'headers'>;

/** An answer from a body that somebody recorded: a listing where it seems to have a list of records. */
export function answerOf(body: Json, edition: 1 | 2, head: Head = plainHead): Answer {
  const list = listIn(body);
  if (list === null) return { ...head, kind: 'whole', body: inEdition(body, keyOf(body), edition), fixed: false };
  const records = recordsOf(list.items, null, edition);
  return { ...head, kind: 'listing', records, frame: isTable(body) ? body : {}, lists: [list.at], pages: guessedPages };
}

export interface FoundList {
  readonly at: Path;
  readonly items: readonly Json[];
}

const deepest = 3;

/** The list of records in an answer: of tables rather than of other values, and the nearest to the top. */
export function listIn(body: Json): FoundList | null {
  if (isList(body)) return { at: [], items: body };
  const found = [...listsIn(body, [])];
  const ofTables = found.filter(({ items }) => isTable(items[0]));
  const empty = found.filter(({ items }) => items.length === 0);
  const candidates = ofTables.length > 0 ? ofTables : empty;
  return [...candidates].sort((a, b) => a.at.length - b.at.length || b.items.length - a.items.length)[0] ?? null;
}

function* listsIn(value: Json, at: Path): Generator<FoundList> {
  if (isList(value)) yield { at, items: value };
  if (!isTable(value) || at.length >= deepest) return;
  for (const [key, inner] of Object.entries(value)) yield* listsIn(inner, [...at, key]);
}
