import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeScratch } from '../scratch.ts';
import { startPostgres } from '../databases/postgres.ts';
import { pythonWith } from '../testing/pythons.ts';
import { harnessOf, processesOf } from '../testing/run-harness.ts';

const root = join(import.meta.dirname, '../../../fixtures/projects/ingestion');
const commands = readdirSync(join(root, 'ingestion/management/commands'))
  .filter((name) => name.endsWith('.py') && !name.startsWith('_'))
  .map((name) => name.slice(0, -'.py'.length));
const ticksPerSecond = 100;

/** User and system time of a process; unlike the clock, it does not tell what else this machine is doing. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

describe.each(['django42', 'django52'] as const)('the compliant sample with %s', (packages) => {
  test('comes up in a second and a half, with all of its commands', async () => {
    const harness = await harnessOf(root, pythonWith(packages), { commands });
    try {
      expect(cpuSeconds(Math.min(...processesOf(harness.scratch)))).toBeLessThan(1.5);
      expect(harness.client.ready.commands).toEqual(Object.fromEntries(commands.map((name) => [name, null])));
      const helped = await Promise.all(commands.map((name) => harness.run(name, { arguments: ['--help'] })));
      const exit = { kind: 'exit', code: 0, message: '', by: 'argparse' };
      expect(helped.map((result) => [result.exit, result.trouble])).toEqual(commands.map(() => [exit, null]));
      const refused = await harness.run('sync_arrivy_tasks', { arguments: ['--start-date', '2024-13-01'] });
      expect(refused.exit).toMatchObject({ kind: 'exit', code: 1, by: 'command-error' });
    } finally {
      await harness.close();
    }
  });
});

describe('the compliant sample on PostgreSQL', () => {
  const scratch = makeScratch();

  afterAll(() => scratch.remove());

  test('comes up with all of its commands', async () => {
    const server = await startPostgres(scratch.path, process.env);
    const harness = await harnessOf(root, pythonWith('django42'), { commands, database: server.target });
    try {
      const { ready } = harness.client;
      expect(ready.notes.filter((note) => note.includes('table') || note.includes('left out'))).toEqual([]);
      expect(Object.values(ready.commands).filter((failure) => failure !== null)).toEqual([]);
      const seed = [{ model: 'ingestion.models.common.SyncHistory', values: { crm_source: 'arrivy' } }];
      const result = await harness.run('sync_arrivy_tasks', { arguments: ['--start-date', '2024-13-01'], seed });
      expect(result).toMatchObject({ exit: { kind: 'exit', code: 1 }, trouble: null });
    } finally {
      await harness.close();
      await server.stop();
    }
  });
});
