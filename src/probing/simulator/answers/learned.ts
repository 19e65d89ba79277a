import type { Json } from '../../../core/verdict.ts';
import { pathOf, withValueAt } from '../json.ts';
import type { LearnedType } from '../learned-shape.ts';
import { plainHead, type AnswerSource } from './answer.ts';
import { isLogin } from './asked.ts';
import { recordsLike } from './records.ts';
import { fill, numbersOf } from './template.ts';

/** Records with the keys that the code reads. */
export const learnedAnswers: AnswerSource = (asked, { edition, expected }) => {
  if (expected === null || isLogin(asked) || !/^(GET|HEAD|POST)$/.test(asked.method)) return null;
  const frame = fill(templateOf(expected.frame), numbersOf(0, edition));
  const [first, ...others] = expected.lists;
  if (first === undefined) return { ...plainHead, kind: 'whole', body: frame, fixed: false, invented: true };
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
