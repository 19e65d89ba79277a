import { expect, test } from 'vitest';
import type { AnswerRead } from '../../core/answer-read.ts';
import { learnedShape } from './learned-shape.ts';

/** `results.[].id`; a question mark behind what only `get` asks for. */
function reads(...paths: readonly (string | readonly [string, AnswerRead['use']])[]): readonly AnswerRead[] {
  return paths.map((given) => {
    const [dotted, use] = typeof given === 'string' ? [given, undefined] : given;
    const path = dotted.replace('?', '').split('.');
    return { path, strict: !dotted.endsWith('?'), ...(use !== undefined && { use }) };
  });
}

test('records are in the lists whose elements have keys, and what stands beside them is told apart', () => {
  const shape = learnedShape(
    reads(
      'payload.jobs',
      'payload.jobs.[]',
      'payload.jobs.[].id',
      'payload.jobs.[].customer.email',
      'payload.next',
      'total',
    ),
  );
  expect(shape).toEqual({
    lists: ['payload.jobs'],
    keys: { id: 'id', 'customer.email': 'email' },
    frame: { total: 'number' },
    next: 'payload.next',
  });
});

test('the code knows better than the name', () => {
  const named = learnedShape(reads('[].code', '[].opened_on', '[].is_open', '[].amount', '[].made_at'));
  expect(named?.keys).toEqual({
    code: 'text',
    opened_on: 'day',
    is_open: 'boolean',
    amount: 'number',
    made_at: 'moment',
  });
  const used = learnedShape(
    reads(['[].code', 'number'], ['[].opened_on', 'moment'], ['[].amount', 'text'], ['[].id', 'number']),
  );
  expect(used?.keys).toEqual({ code: 'number', opened_on: 'moment', amount: 'text', id: 'id' });
});

test('lists within records are empty, and errors are not invented', () => {
  expect(learnedShape(reads('error?', 'errors', 'data.[].tags', 'data.[].tags.[]', 'data.[].tags.[].name'))).toEqual({
    lists: ['data'],
    keys: { tags: 'list' },
    frame: { errors: 'nothing' },
    next: null,
  });
});

test('what has keys is no list, and who reads nothing says nothing', () => {
  expect(learnedShape(reads('[]', 'user.id'))).toMatchObject({ lists: [], frame: { 'user.id': 'id' } });
  expect(learnedShape([])).toBeUndefined();
});
