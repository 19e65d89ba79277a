import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonWith } from '../testing/pythons.ts';
import { harnessOf, requestOf, temporaryFolder } from '../testing/run-harness.ts';
import { makeScratch, type Scratch } from '../scratch.ts';
import { writeShop } from '../testing/shop.ts';
import { startPostgres, type PostgresServer } from './postgres.ts';

const folder = temporaryFolder();
const root = realpathSync(folder.path);
const driver = pythonWith('django42');
let scratch: Scratch;
let server: PostgresServer;

beforeAll(async () => {
  writeShop(root);
  scratch = makeScratch();
  server = await startPostgres(scratch.path, process.env);
}, 60_000);

afterAll(async () => {
  await server.stop();
  await scratch.remove();
  folder.remove();
});

/** As a driver sees it. */
function query(statement: string): readonly string[] {
  const script = `
import psycopg2, sys
connection = psycopg2.connect(host=sys.argv[1], user="synclint", dbname="postgres")
connection.autocommit = True
cursor = connection.cursor()
cursor.execute(sys.argv[2])
print("\\n".join(str(row[0]) for row in cursor.fetchall()) if cursor.description else "")
`;
  const printed = execFileSync(driver, ['-c', script, server.target.host, statement], { encoding: 'utf8' });
  return printed.trim().split('\n');
}

const ownDatabases = "select datname from pg_database where datname like 'synclint%' order by 1";

describe('a server of our own', () => {
  test('listens to its Unix socket alone', () => {
    expect(query('show listen_addresses')).toEqual(['']);
    expect(query('show unix_socket_directories')).toEqual([join(scratch.path, 'pg')]);
  });

  test('does not run as root', () => {
    const owner = execFileSync('stat', ['-c', '%u', join(scratch.path, 'pg')], { encoding: 'utf8' }).trim();
    expect(owner).not.toBe('0');
  });

  test('is gone after it was stopped, with its files', async () => {
    const other = makeScratch();
    const { target, stop } = await startPostgres(other.path, process.env);
    expect(existsSync(join(target.host, '.s.PGSQL.5432'))).toBe(true);
    await stop();
    await stop();
    expect(existsSync(target.host)).toBe(false);
    await other.remove();
  });

  test('that is nowhere is said to be, with a remedy', async () => {
    const environment = { PATH: '/nowhere' };
    if (existsSync('/usr/lib/postgresql')) return;
    await expect(startPostgres(scratch.path, environment)).rejects.toThrow('were not found');
  });
});

test('what a process has left that is gone is dropped, and nothing else', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const [stale, alive, foreign] = [`synclint_${gone}_0a_x`, `synclint_${process.pid}_0b_x`, `synclint_data_${gone}`];
  for (const name of [stale, alive, foreign]) query(`create database ${name}`);
  await (await harnessOf(root, driver, { database: server.target })).close();
  expect(query(ownDatabases)).toEqual([alive, foreign].toSorted());
  for (const name of [alive, foreign]) query(`drop database ${name}`);
});

describe.each(['django42', 'django52'] as const)('a project on it, with %s', (packages) => {
  test('has databases of its own for each trial, and none afterwards', async () => {
    const harness = await harnessOf(root, pythonWith(packages), { database: server.target });
    try {
      expect(harness.client.ready.engine).toMatch(/^PostgreSQL \d+/);
      expect(query(ownDatabases)).toEqual(
        ['default', 'source'].map((alias) => `${server.target.prefix}template_${alias}`),
      );
      const trial = (make: boolean, remove: boolean) => ({ database: { name: 'shared', make, remove } });
      const { client } = harness;
      expect((await client.run(requestOf('writes', 'shared', trial(true, false)))).stdout.text).toBe('second\n');
      const [shared, own] = await Promise.all([
        client.run(requestOf('counts', 'shared', trial(false, true))),
        harness.run('counts'),
      ]);
      expect([shared.stdout.text, own.stdout.text]).toEqual(['1 1\n', '0 0\n']);
      // Nobody wrote to those of the second run: they wait for the next one.
      expect(query(ownDatabases).length).toBe(4);
      const seed = [{ model: 'shop.models.Order', values: { name: 'first', made: { ago: 60 } } }];
      expect((await harness.run('counts', { seed })).stdout.text).toBe('1 0\n');
      const killed = await harness.run('outlasts', { deadline: 0.3 });
      expect(killed.exit).toMatchObject({ kind: 'killed', why: 'deadline' });
    } finally {
      await harness.close();
    }
    expect(query(ownDatabases)).toEqual(['']);
  });
});
