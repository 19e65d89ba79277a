import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../core/trial.ts';
import type { Json } from '../../core/verdict.ts';
import { isList, isTable, pathOf, valueAt } from './json.ts';
import { valueUnder } from './replies.ts';
import { startSimulator, type Simulator } from './simulator.ts';
import { shipped, withExchange, withFixtures, type Talk } from './testing/with-exchange.ts';

/** How a client walks through the pages of a system: the next address after an answer, or null. */
interface System {
  readonly first: string;
  readonly list: string;
  readonly next: (answer: Json, address: string, records: readonly Json[]) => string | null;
}

const size = 2;
const fullPage = (records: readonly Json[]) => records.length === size;

const systems: Readonly<Record<string, System>> = {
  arrivy: {
    first: 'https://app.arrivy.com/api/tasks?page=1&page_size=2',
    list: '',
    next: (_answer, address, records) => (fullPage(records) ? counted(address, 'page', 1) : null),
  },
  callrail: {
    first: 'https://api.callrail.com/v3/a/ACC1/calls.json?page=1&per_page=2',
    list: 'calls',
    next: (answer, address) =>
      Number(valueAt(answer, ['total_pages'])) > parameter(address, 'page') ? counted(address, 'page', 1) : null,
  },
  five9: {
    first: 'https://api.five9.com/contacts/v1/contacts?offset=0&limit=2',
    list: 'items',
    next: (_answer, address, records) => (fullPage(records) ? counted(address, 'offset', size) : null),
  },
  gsheet: {
    first: 'https://sheets.googleapis.com/v4/spreadsheets/S1/values/Leads%21A2%3AZ3',
    list: 'values',
    next: (_answer, address, records) => {
      const row = Number(/A(\d+)/.exec(address)?.[1]) + size;
      return fullPage(records) ? address.replace(/A\d+%3AZ\d+/, `A${row}%3AZ${row + 1}`) : null;
    },
  },
  hubspot: {
    first: 'https://api.hubapi.com/crm/v3/objects/contacts?limit=2',
    list: 'results',
    next: (answer, address) => {
      const after = valueAt(answer, ['paging', 'next', 'after']);
      return typeof after === 'string' ? withParameter(address, 'after', after) : null;
    },
  },
  leadconduit: {
    first: 'https://app.leadconduit.com/events?type=source&limit=2',
    list: '',
    next: (_answer, address, records) =>
      fullPage(records)
        ? withParameter(address, 'after_id', JSON.stringify(valueAt(records.at(-1), ['id'])).replaceAll('"', ''))
        : null,
  },
  salesrabbit: {
    first: 'https://api.salesrabbit.com/leads?page=1&perPage=2',
    list: 'data',
    next: (answer, address) => (valueAt(answer, ['meta', 'morePages']) === true ? counted(address, 'page', 1) : null),
  },
};

describe.each(Object.entries(systems))('%s', (_name, system) => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ fixtures: null, shipped });
  });
  afterAll(() => simulator.close());

  const walk = (edition: 1 | 2, fault?: 'duplicates' | 'empty') =>
    withExchange(simulator, fault === undefined ? { edition } : { edition, fault }, ({ json }) =>
      allRecords(json, system),
    );

  test('serves all records on several pages', async () => {
    const { records, pages } = await walk(1);
    expect(pages).toEqual([2, 2, 1]);
    expect(new Set(records.map((record) => JSON.stringify(record))).size).toBe(5);
  });

  test('serves the same again, and other values of the same records in the second edition', async () => {
    const [first, again, second] = [await walk(1), await walk(1), await walk(2)];
    expect(again).toEqual(first);
    expect(second.records.map(keyOf)).toEqual(first.records.map(keyOf));
    second.records.forEach((record, index) => {
      expect(record).not.toEqual(first.records[index]);
    });
  });

  test('serves records twice, or none, where that is asked for', async () => {
    expect((await walk(1, 'duplicates')).records).toHaveLength(10);
    expect((await walk(1, 'empty')).records).toEqual([]);
  });
});

test('tables of foreign databases have rows in two editions', async () => {
  const simulator = await startSimulator({ fixtures: null, shipped });
  const tables = [...simulator.tables('genius'), ...simulator.tables('salespro')];
  expect(tables.map(([name]) => name).sort()).toEqual([
    'appointment',
    'credit_applications',
    'customers',
    'division',
    'estimates',
    'job',
    'lead_results',
    'prospect',
    'quote',
    'user_data',
    'users',
  ]);
  expect(tables.every(([, rows]) => rows.length === 5)).toBe(true);
  const [first, second] = [
    simulator.tables('salespro').get('users'),
    simulator.tables('salespro', { edition: 2 }).get('users'),
  ];
  expect(second?.map(({ user_id }) => user_id)).toEqual(first?.map(({ user_id }) => user_id));
  expect(second).not.toEqual(first);
  await simulator.close();
});

test('tables of databases hold odd records as columns can', async () => {
  const simulator = await startSimulator({ fixtures: null, shipped });
  const rowOf = (fault: Fault) => simulator.tables('genius', { fault }).get('job')?.[0] ?? {};
  expect(Object.keys(rowOf('missing-key'))).not.toContain('id');
  expect(rowOf('null-values')).toMatchObject({ id: 7001, status: null });
  expect(rowOf('wrong-types')).toMatchObject({ id: 7001, prospect_id: 'seven', status: '["Sold"]' });
  expect(rowOf('huge-integers')).toMatchObject({ id: 7001, prospect_id: '85070591730234615865843651857942052864' });
  expect(simulator.tables('genius', { fault: 'duplicates' }).get('job')).toHaveLength(10);
  expect(simulator.tables('genius', { fault: 'endless' }).get('job')).toHaveLength(5);
  await simulator.close();
});

test.each([
  [{}, { rows: [{ id: 1, name: 'Ada' }], total: 1 }],
  [{ edition: 2 }, { rows: [{ id: 1, name: 'Ada II' }], total: 1 }],
  [{ fault: 'missing-key' }, { rows: [{ name: 'Ada' }], total: 1 }],
  [{ fault: 'null-values' }, { rows: [{ id: 1, name: null }], total: 1 }],
  [
    { fault: 'duplicates' },
    {
      rows: [
        { id: 1, name: 'Ada' },
        { id: 1, name: 'Ada' },
      ],
      total: 2,
    },
  ],
  [{ fault: 'unavailable' }, { rows: [{ id: 1, name: 'Ada' }], total: 1 }],
] as const)('a callable returns its records under %o', (answers, expected) => {
  expect(valueUnder({ rows: [{ id: 1, name: 'Ada' }], total: 1 }, answers)).toEqual(expected);
});

test('of shipped answers those are unused whose host was asked for something else', async () => {
  const simulator = await startSimulator({ fixtures: null, shipped });
  expect([...simulator.unused().shipped]).toEqual([]);
  await withExchange(simulator, {}, ({ json }) => json('https://api.salesrabbit.com/leads'));
  expect([...simulator.unused().shipped]).toEqual([['api.salesrabbit.com', ['api.salesrabbit.com/users.yaml']]]);
  await simulator.close();
});

test('files of the project come before shipped ones, and those that nobody asked for are known', async () => {
  const files = {
    'api.salesrabbit.com/leads.json': { data: [{ id: 1 }], meta: { morePages: true } },
    'api.salesrabbit.com/teams.json': [],
  };
  await withFixtures(files, async (simulator) => {
    expect(simulator.unused().own).toEqual(Object.keys(files));
    await withExchange(simulator, {}, async ({ json }) => {
      expect(await json('https://api.salesrabbit.com/leads?page=1')).toEqual({
        data: [{ id: 1 }],
        meta: { morePages: false },
      });
      expect(await json('https://api.salesrabbit.com/users?perPage=1')).toMatchObject({ data: [{ id: 901 }] });
    });
    expect(simulator.unused().own).toEqual(['api.salesrabbit.com/teams.json']);
  });
});

async function allRecords(json: Talk['json'], { first, list, next }: System) {
  const records: Json[] = [];
  const pages: number[] = [];
  for (let address: string | null = first; address !== null && pages.length < 20;) {
    const answer: Json = await json(address);
    const found = valueAt(answer, pathOf(list));
    const page = isList(found) ? found : [];
    records.push(...page);
    pages.push(page.length);
    address = next(answer, address, page);
  }
  return { records, pages };
}

function keyOf(record: Json): Json | undefined {
  if (isList(record)) return record[0];
  return isTable(record) ? (record.id ?? record.contactId) : undefined;
}

function parameter(address: string, name: string): number {
  return Number(new URL(address).searchParams.get(name));
}

function withParameter(address: string, name: string, value: string): string {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
}

function counted(address: string, name: string, step: number): string {
  return withParameter(address, name, String(parameter(address, name) + step));
}
