import type { Json } from '../../../core/verdict.ts';
import { pathOf, withValueAt } from '../json.ts';
import type { LearnedType } from '../learned-shape.ts';
import { plainHead, type AnswerSource } from './answer.ts';
import { recordsLike } from './records.ts';

/** Records with the keys that the code reads. */
export const learnedAnswers: AnswerSource = (_asked, { edition, expected }) => {
  if (expected === null) return null;
  const keys = Object.entries(expected.keys);
  const template = keys.reduce<Json>((made, [key, type]) => withValueAt(made, pathOf(key), valueLike(key, type)), {});
  return {
    ...plainHead,
    kind: 'listing',
    records: recordsLike(template, null, edition),
    frame: {},
    lists: [expected.list === null ? [] : pathOf(expected.list)],
    pages: { by: 'guessed', next: expected.next === null ? null : pathOf(expected.next) },
  };
};

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
  }
}
