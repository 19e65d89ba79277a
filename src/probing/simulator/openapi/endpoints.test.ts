import { expect, test } from 'vitest';
import { withExchange, withFixtures } from '../testing/with-exchange.ts';

const job = {
  type: 'object',
  properties: {
    id: { type: 'integer', minimum: 1 },
    name: { type: 'string' },
    state: { type: 'string', enum: ['open', 'closed'] },
    made: { type: 'string', format: 'date-time' },
    email: { type: ['string', 'null'], format: 'email' },
    code: { type: 'string', maxLength: 2 },
    parent: { $ref: '#/components/schemas/Job' },
    customer: {
      allOf: [{ $ref: '#/components/schemas/Named' }, { type: 'object', properties: { vip: { type: 'boolean' } } }],
    },
  },
};
const json = (schema: unknown, more: object = {}) => ({ content: { 'application/json': { schema, ...more } } });
const document = {
  openapi: '3.1.0',
  servers: [{ url: 'https://api.example.com/v2' }],
  paths: {
    '/jobs': {
      get: {
        responses: {
          '401': json({}),
          '200': json({
            type: 'object',
            properties: {
              jobs: { type: 'array', items: { $ref: '#/components/schemas/Job' } },
              has_more: { type: 'boolean' },
            },
          }),
        },
      },
      post: { responses: { '201': json({ $ref: '#/components/schemas/Named' }) } },
    },
    '/jobs/{id}': {
      get: { responses: { '200': json({}, { examples: { one: { value: { id: 5, name: 'Roof' } } } }) } },
    },
    '/ping': { get: { responses: { '204': {} } } },
  },
  components: { schemas: { Job: job, Named: { type: 'object', properties: { name: { type: 'string' } } } } },
};

test('an API that is described is answered by examples, else by values that its schemas allow', async () => {
  await withFixtures({ 'api.example.com/openapi.json': document }, async (simulator) => {
    await withExchange(simulator, {}, async ({ ask, json: get }) => {
      const list = (await get('https://api.example.com/v2/jobs')) as {
        jobs: { id: number; parent: unknown }[];
        has_more: boolean;
      };
      expect(list.jobs.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
      expect(list.has_more).toBe(false);
      expect(list.jobs[0]).toMatchObject({
        name: 'name',
        state: 'open',
        made: '2024-03-01T09:00:00Z',
        email: 'ada@example.com',
        code: 'co',
        customer: { name: 'name', vip: true },
      });
      expect(await get('https://api.example.com/v2/jobs/77')).toEqual({ id: 5, name: 'Roof' });
      expect((await ask('https://api.example.com/v2/jobs', { method: 'POST' })).status).toBe(201);
      expect(await ask('https://api.example.com/v2/ping')).toMatchObject({ status: 204, text: '' });
    });
    expect(simulator.unused().own).toEqual([]);
  });
});

test('a file for one endpoint comes before the description', async () => {
  const files = { 'api.example.com/openapi.json': document, 'api.example.com/v2/jobs/{id}.json': { id: 1 } };
  await withFixtures(files, async (simulator) => {
    const got = await withExchange(simulator, {}, ({ json: get }) => get('https://api.example.com/v2/jobs/77'));
    expect(got).toEqual({ id: 1 });
  });
});
