import type { Json } from '../../../core/verdict.ts';
import { isTable, pathOf, withValueAt } from '../json.ts';
import type { LearnedType } from '../learned-shape.ts';
import { plainHead, type Answer, type AnswerSource } from './answer.ts';
import { isLogin } from './asked.ts';
import { recordsLike } from './records.ts';
import { fill, numbersOf } from './template.ts';
import { tolerantAnswers } from './tolerant.ts';

/** Records with the keys that the code reads. */
export const learnedAnswers: AnswerSource = (asked, context) => {
  const { edition, expected } = context;
  if (expected === null || isLogin(asked) || !/^(GET|HEAD|POST)$/.test(asked.method)) return null;
  const frame = fill(templateOf(expected.frame), numbersOf(0, edition));
  const [first, ...others] = expected.lists;
  if (first === undefined) return openAnswer(tolerantAnswers(asked, context), frame);
  return {
    ...plainHead,
    kind: 'listing',
    records: recordsLike(templateOf(expected.keys), null, edition),
    frame,
    lists: [pathOf(first), ...others.map(pathOf)],
    pages: { by: 'guessed', next: expected.next === null ? null : pathOf(expected.next) },
    invented: true,
  };
};

/** A list may be read by a key that cannot be followed: what is known to be read stands beside what is usual. */
function openAnswer(usual: Answer | null, known: Json): Answer {
  if (usual?.kind !== 'listing' || !isTable(usual.frame) || !isTable(known)) {
    return { ...plainHead, kind: 'whole', body: known, fixed: false, invented: true };
  }
  return { ...usual, frame: { ...usual.frame, ...known }, invented: true };
}

function templateOf(keys: Readonly<Record<string, LearnedType>>): Json {
  return Object.entries(keys).reduce<Json>(
    (made, [key, type]) => withValueAt(made, pathOf(key), valueLike(key, type)),
    {},
  );
}

function valueLike(key: string, type: LearnedType): Json {
  switch (type) {
    case 'id':
      return '{n+1000}';
    case 'text':
      return `${key.split('.').at(-1) ?? key} {v}`;
    case 'number':
      return '{v+10}';
    case 'boolean':
      return true;
    case 'moment':
      return '{time}';
    case 'day':
      return '{day}';
    case 'email':
      return 'ada{v}@example.com';
    case 'phone':
      return '937555{v+1000}';
    case 'list':
      return [];
    case 'table':
      return {};
    case 'nothing':
      return null;
  }
}
