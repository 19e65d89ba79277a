import type { Json } from '../../../core/verdict.ts';
import type { JsonTable, Path } from '../json.ts';
import { plainHead, type Answer, type AnswerSource } from './answer.ts';
import { isLogin, type Asked } from './asked.ts';
import { guessedPages } from './guessed-pages.ts';
import { recordsLike } from './records.ts';
import { fill, numbersOf } from './template.ts';

const record = {
  id: '{n+1000}',
  name: 'Name {v}',
  title: 'Title {v}',
  first_name: 'Ada{v}',
  last_name: 'Holt{v}',
  email: 'ada{v}@example.com',
  phone: '937555{v+1000}',
  status: 'active',
  type: 'default',
  created_at: '{time}',
  updated_at: '{time+1}',
};

const listNames = ['data', 'results', 'items', 'records', 'value', 'values'];
const noMorePages = { has_more: false, next: null, page: 1, total_pages: 1, total: 0 };

/** What is said where nobody knows what is asked for: enough for most ways of reading lists, logins and single things. */
export const tolerantAnswers: AnswerSource = (asked, { edition }): Answer => {
  if (isLogin(asked)) return loggedIn;
  const single = fill(record, numbersOf(0, edition));
  if (asked.method !== 'GET' && asked.method !== 'HEAD') {
    return { ...plainHead, kind: 'whole', body: withSuccess(single), fixed: false, invented: true };
  }
  const frame = { ...withSuccess(single), ...noMorePages, meta: noMorePages, paging: {} };
  const lists: readonly [Path, ...Path[]] = [['data'], ...namesOf(asked).map((name) => [name])];
  return {
    ...plainHead,
    kind: 'listing',
    records: recordsLike(record, ['id'], edition),
    frame,
    lists,
    pages: guessedPages,
    invented: true,
  };
};

const loggedIn: Answer = {
  ...plainHead,
  kind: 'whole',
  body: { access_token: 'simulated', token: 'simulated', token_type: 'Bearer', expires_in: 3600 },
  fixed: true,
};

function withSuccess(value: Json): JsonTable {
  return { ...(value as JsonTable), success: true };
}

/** A list of jobs may be called so. */
function namesOf({ segments }: Asked): readonly string[] {
  const last = (segments.at(-1) ?? '').replace(/\.json$/, '');
  return /^[a-z][\w-]*$/i.test(last) && !Object.hasOwn(record, last) ? [...listNames, last] : listNames;
}
