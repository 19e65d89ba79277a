import type { AnswerRead } from '../../core/answer-read.ts';
import { isNameOfMore, isNameOfNext } from './answers/guessed-pages.ts';

/** What the code of a command says about the answers that it expects. */
export interface LearnedShape {
  /** Dotted keys that are read from a record → what they seem to hold. */
  readonly keys: Readonly<Record<string, LearnedType>>;
  /** Dotted keys of lists of records; an empty one: the answer is the list. None: it is one thing. */
  readonly lists: readonly string[];
  /** Dotted keys that are read beside the lists. */
  readonly frame: Readonly<Record<string, LearnedType>>;
  /** Dotted key of what leads to the next page; null: there is none. */
  readonly next: string | null;
}

export type LearnedType =
  'text' | 'number' | 'boolean' | 'moment' | 'day' | 'email' | 'phone' | 'id' | 'list' | 'table' | 'nothing';

const element = '[]';
/** Of lists within records. */
const listMark = `.${element}`;

/** One shape for whatever a command asks for: the keys that it reads of all answers. Undefined: it reads none. */
export function learnedShape(reads: readonly AnswerRead[]): LearnedShape | undefined {
  const ofRecords = reads.filter(({ path }) => path.includes(element));
  const ofFrame = reads.filter(({ path }) => !path.includes(element));
  const found = new Set(ofRecords.map(({ path }) => path.slice(0, path.indexOf(element)).join('.')));
  // What has keys is no list, though it may be gone through as one.
  const lists = [...found].filter((list) => list !== '' || ofFrame.length === 0);
  const records = ofRecords.map((read) => ({ ...read, path: read.path.slice(read.path.indexOf(element) + 1) }));
  const keys = typesOf(records);
  const beside = Object.entries(typesOf(ofFrame.filter(({ path }) => !lists.some((list) => list === path.join('.')))));
  if (lists.length === 0 && beside.length === 0) return undefined;
  const next = lists.length === 0 ? undefined : beside.find(([key]) => isNameOfNext(nameOf(key)))?.[0];
  const frame = Object.fromEntries(beside.filter(([key]) => key !== next));
  return { keys, lists, frame, next: next ?? null };
}

/** Dotted keys → types; what has keys of its own is there by these. */
function typesOf(reads: readonly AnswerRead[]): Readonly<Record<string, LearnedType>> {
  const types = new Map<string, LearnedType>();
  const dotted = reads.map((read) => ({ ...read, key: read.path.join('.') }));
  for (const { key, path, strict, use } of dotted) {
    if (path.length === 0 || path.includes(element)) continue;
    if (dotted.some((other) => other.key.startsWith(`${key}.`) && !other.key.startsWith(`${key}${listMark}`))) continue;
    const isList = dotted.some((other) => other.key.startsWith(`${key}${listMark}`));
    // An answer that tells of an error is one.
    if (tellsError.test(nameOf(key))) {
      if (strict) types.set(key, 'nothing');
    } else types.set(key, isList ? 'list' : typeOf(nameOf(key), use));
  }
  return Object.fromEntries(types);
}

const tellsError = /^(errors?|error_?(message|code|description)|faults?|exception|warnings?)$/i;

function typeOf(name: string, use: AnswerRead['use']): LearnedType {
  const named = names.find(([, pattern]) => pattern.test(name))?.[0];
  switch (use) {
    case 'moment':
    case 'day':
      return use;
    case 'number':
      return named === 'id' ? 'id' : 'number';
    case 'text':
      return named === 'email' || named === 'phone' || named === 'day' || named === 'moment' ? named : 'text';
    case undefined:
      return isNameOfMore(name) ? 'boolean' : (named ?? 'text');
  }
}

const names: readonly (readonly [LearnedType, RegExp])[] = [
  ['id', /^(id|pk|uuid|guid)$|_id$|[a-z]I[dD]$/],
  ['email', /e_?mail/i],
  ['phone', /phone|mobile|fax/i],
  ['boolean', /^(is|has|can|was)_|^(is|has|can|was)[A-Z]|^(active|enabled|success|ok|deleted|archived|done|last)$/],
  ['moment', /_at$|[a-z]At$|time_?stamp|date_?time|_time$|[a-z]Time$|^(created|updated|modified)$/i],
  ['day', /(^|_)(date|day|dob|birthday)$|[a-z]Date$|_on$/],
  [
    'number',
    /amount|price|total|count|quantity|qty|size|pages?$|duration|cost|score|rate$|^(number|page|offset|limit)$/i,
  ],
];

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}
