import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../../core/trial.ts';
import { startSimulator, type Simulator } from '../simulator.ts';
import { withExchange } from '../testing/with-exchange.ts';
import { shipped } from '../testing/with-exchange.ts';

const leads = 'https://api.salesrabbit.com/leads';

interface Lead {
  readonly id?: number;
  readonly [key: string]: unknown;
}
interface Leads {
  readonly data: readonly Lead[];
  readonly meta: { readonly morePages: boolean };
}

describe('under the fault', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ fixtures: null, shipped });
  });
  afterAll(() => simulator.close());

  const statuses = (fault: Fault, times: number) =>
    withExchange(simulator, { fault }, async ({ ask }) => {
      const got = [];
      for (let time = 0; time < times; time += 1) got.push((await ask(leads)).status);
      return got;
    });
  const served = (fault: Fault, query = '') =>
    withExchange(simulator, { fault }, async ({ json }) => (await json(leads + query)) as unknown as Leads);

  test.each([
    ['unauthorized', [401, 401, 401]],
    ['forbidden', [403, 403, 403]],
    ['not-found', [404, 404, 404]],
    ['rate-limited', [429, 429, 200, 200]],
    ['unavailable-twice', [500, 500, 200, 200]],
    ['unavailable', [500, 500, 500, 500]],
  ] as const)('%s the statuses are %j', async (fault, expected) => {
    expect(await statuses(fault, expected.length)).toEqual(expected);
  });

  test('rate-limited the client is told when to come again', async () => {
    const got = await withExchange(simulator, { fault: 'rate-limited' }, ({ ask }) => ask(leads));
    expect(got.headers['retry-after']).toBe('2');
  });

  test('reset the connection is reset, with TLS and without', async () => {
    await withExchange(simulator, { fault: 'reset' }, async ({ ask, exchange }) => {
      await expect(ask(leads)).rejects.toMatchObject({ code: 'ECONNRESET' });
      await expect(ask('http://api.salesrabbit.com/leads')).rejects.toMatchObject({ code: 'ECONNRESET' });
      expect(exchange.requests().map(({ status }) => status)).toEqual([null, null]);
    });
  });

  test('hang there is no answer until the port is closed', async () => {
    const exchange = await simulator.open({ fault: 'hang' });
    const { clientOf } = await import('../testing/ask.ts');
    const asked = clientOf(exchange.port, simulator.authority).ask(leads);
    const ended = asked.then(
      () => 'answered',
      () => 'closed',
    );
    const waited = new Promise((resolve) => setTimeout(resolve, 200, 'waiting'));
    expect(await Promise.race([ended, waited])).toBe('waiting');
    await exchange.close();
    expect(await ended).toBe('closed');
  });

  test('truncated the JSON ends in the middle of a complete answer', async () => {
    const got = await withExchange(simulator, { fault: 'truncated' }, ({ ask }) => ask(leads));
    expect(got.status).toBe(200);
    expect(() => JSON.parse(got.text) as unknown).toThrow();
    expect(Number(got.headers['content-length'])).toBe(got.text.length);
  });

  test('html a page comes with status 200', async () => {
    const got = await withExchange(simulator, { fault: 'html' }, ({ ask }) => ask(leads));
    expect(got).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(got.text).toMatch(/^<!DOCTYPE html>/);
  });

  test('endless every page is full, new, and promises another one', async () => {
    const first = await served('endless', '?page=1&perPage=100');
    const far = await served('endless', '?page=700&perPage=100');
    expect([first.data.length, far.data.length]).toEqual([100, 100]);
    expect([first.meta.morePages, far.meta.morePages]).toEqual([true, true]);
    expect(new Set([...first.data, ...far.data].map(({ id }) => id)).size).toBe(200);
  });

  test('empty there are no records', async () => {
    expect(await served('empty')).toMatchObject({ data: [], meta: { morePages: false } });
  });

  test('duplicates every record comes twice', async () => {
    const { data } = await served('duplicates');
    expect(data.map(({ id }) => id)).toEqual([4001, 4001, 4002, 4002, 4003, 4003, 4004, 4004, 4005, 4005]);
  });

  test('missing-key records come without what identifies them', async () => {
    const { data } = await served('missing-key');
    expect(data).toHaveLength(5);
    expect(data.every((lead) => !('id' in lead) && lead.firstName !== undefined)).toBe(true);
  });

  test('null-values nothing but the key has a value', async () => {
    const [lead] = (await served('null-values')).data;
    expect(lead?.id).toBe(4001);
    expect(Object.entries(lead ?? {}).every(([key, value]) => key === 'id' || value === null)).toBe(true);
  });

  test('wrong-types nothing but the key has its type', async () => {
    const usual = await withExchange(simulator, {}, async ({ json }) => (await json(leads)) as unknown as Leads);
    const [lead, usualLead] = [(await served('wrong-types')).data[0], usual.data[0]];
    for (const [key, value] of Object.entries(lead ?? {})) {
      const sameType = typeof value === typeof usualLead?.[key];
      expect(sameType && value !== 'not a date').toBe(key === 'id');
    }
  });

  test('unicode texts end in characters that few databases like', async () => {
    const [lead] = (await served('unicode')).data;
    expect(lead).toMatchObject({
      id: 4001,
      firstName: 'Ada1 \u{1d518}\u{1f9ea}\u200f\u202e\u0000',
      phonePrimary: '9375551001',
    });
    const got = await withExchange(simulator, { fault: 'unicode' }, ({ ask }) => ask(leads));
    expect(got.text).toContain('\\u0000');
  });

  test('huge-integers whole numbers are larger than any column', async () => {
    const got = await withExchange(simulator, { fault: 'huge-integers' }, ({ ask }) => ask(leads));
    expect(got.text).toMatch(/"id":4001,"userId":\d{38},/);
    JSON.parse(got.text);
  });

  test('that is for some addresses only, the others are answered as usual', async () => {
    await withExchange(simulator, { fault: 'unavailable', only: 'salesrabbit.com/users' }, async ({ ask }) => {
      const got = [await ask(leads), await ask('https://api.salesrabbit.com/users?page=1')];
      expect(got.map(({ status }) => status)).toEqual([200, 500]);
    });
  });

  test('of records, what describes a spreadsheet stays as it is', async () => {
    const url = 'https://sheets.googleapis.com/v4/spreadsheets/S1';
    const usual = await withExchange(simulator, {}, ({ json }) => json(url));
    expect(await withExchange(simulator, { fault: 'wrong-types' }, ({ json }) => json(url))).toEqual(usual);
    const header = await withExchange(simulator, { fault: 'null-values' }, ({ json }) =>
      json(`${url}/values/Leads!A1:Z1`),
    );
    expect(header).toMatchObject({
      values: [
        ['Lead ID', 'First Name', 'Last Name', 'Email', 'Phone', 'Zip', 'Source', 'Campaign', 'Entered', 'Updated'],
      ],
    });
  });
});
