import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../../../core/trial.ts';
import type { Json } from '../../../core/verdict.ts';
import { bentRecords } from '../faults/record-faults.ts';
import { textOf } from '../faults/huge-integer.ts';
import type { LearnedShape } from '../learned-shape.ts';
import { startSimulator, type Simulator } from '../simulator.ts';
import { withExchange } from '../testing/with-exchange.ts';
import { answerOf } from './body.ts';
import { render } from './render.ts';
import { fill, numbersOf } from './template.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ fixtures: null, shipped: null });
});
afterAll(() => simulator.close());

const shape: LearnedShape = {
  keys: {
    id: 'id',
    'properties.name': 'text',
    'properties.email': 'email',
    amount: 'number',
    active: 'boolean',
    made: 'moment',
    due: 'day',
    phone: 'phone',
    tags: 'list',
    owner: 'table',
  },
  lists: ['payload.jobs'],
  frame: {},
  next: 'payload.continue_with',
};

test('records have the keys that the code reads, where it reads them', async () => {
  const got = await withExchange(simulator, {}, ({ json }) => json('https://nobody.example/jobs'), shape);
  expect(got).toMatchObject({ payload: { continue_with: null } });
  const { jobs } = (got as { payload: { jobs: Json[] } }).payload;
  expect(jobs).toHaveLength(5);
  expect(jobs[0]).toEqual({
    id: 1001,
    properties: { name: 'name 1', email: 'ada1@example.com' },
    amount: 11,
    active: true,
    made: '2024-03-02T09:00:00Z',
    due: '2024-03-02',
    phone: '9375551001',
    tags: [],
    owner: {},
  });
  const endless = await withExchange(
    simulator,
    { fault: 'endless' },
    ({ json }) => json('https://nobody.example/jobs'),
    shape,
  );
  expect(endless).toMatchObject({ payload: { continue_with: '2' } });
});

test('a list may be all that there is', async () => {
  const list = { keys: { id: 'id' }, lists: [''], frame: {}, next: null } as const;
  const got = await withExchange(simulator, {}, ({ json }) => json('https://nobody.example/jobs?page=1'), list);
  expect(got).toEqual([1001, 1002, 1003, 1004, 1005].map((id) => ({ id })));
  const after = await withExchange(simulator, {}, ({ json }) => json('https://nobody.example/jobs?page=2'), list);
  expect(after).toEqual([]);
});

test('where no list is known to be read, what is read stands beside the usual lists', async () => {
  const known = { keys: {}, lists: [], frame: { office: 'text' }, next: null } as const;
  const got = await withExchange(simulator, {}, ({ json }) => json('https://nobody.example/jobs.json'), known);
  expect(got).toMatchObject({ office: 'office 1', total: 5 });
  expect((got as { jobs: Json[] }).jobs).toHaveLength(5);
});

test('whoever is not known gets lists under many names, one thing, or a login', async () => {
  await withExchange(simulator, {}, async ({ json }) => {
    const got = (await json('https://nobody.example/v1/jobs')) as Record<string, Json>;
    for (const name of ['data', 'results', 'items', 'records', 'jobs']) expect(got[name]).toHaveLength(5);
    expect(got).toMatchObject({ id: 1001, has_more: false, next: null, total: 5, total_pages: 1 });
    expect(await json('https://nobody.example/v1/jobs?page=2')).toMatchObject({ data: [], jobs: [] });
    expect(await json('https://nobody.example/oauth/token', { method: 'POST' })).toMatchObject({
      token_type: 'Bearer',
    });
    expect(await json('https://nobody.example/v1/jobs', { method: 'POST' })).toMatchObject({ success: true, id: 1001 });
  });
});

test('placeholders count, choose, and keep their type', () => {
  const template = {
    id: '{n}',
    text: 'L-{n+100}',
    degrees: '{v*0.001+39.75}',
    choice: '{v:a|b|c}',
    year: '{e:2024|2099}-03-0{n}',
    other: '{what}',
    yes: true,
  };
  expect([1, 2].map((edition) => fill(template, numbersOf(1, edition === 1 ? 1 : 2)))).toEqual([
    { id: 2, text: 'L-102', degrees: 39.752, choice: 'b', year: '2024-03-02', other: '{what}', yes: true },
    { id: 2, text: 'L-102', degrees: 39.789, choice: 'c', year: '2099-03-02', other: '{what}', yes: true },
  ]);
});

test('whatever was recorded, every fault leaves JSON that can be read, and at the end of a list nothing', () => {
  const asked = { method: 'GET', host: 'example.com', segments: [], query: new Map<string, string>() };
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom(...faults),
      fc.constantFrom(1 as const, 2 as const),
      (value, fault, edition) => {
        const answer = answerOf(value as Json, edition);
        if (answer.kind !== 'listing') return;
        const listing = { ...answer, records: bentRecords(answer.records, fault) };
        const { body, served } = render(listing, asked);
        expect(() => JSON.parse(textOf(body)) as unknown).not.toThrow();
        if (fault === 'empty') expect(served).toBe(0);
        if (fault !== 'endless') expect(render(listing, { ...asked, query: new Map([['page', '9']]) }).served).toBe(0);
      },
    ),
  );
});
