import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pythonWith } from '../testing/pythons.ts';
import { becomes, processesOf, temporaryFolder } from '../testing/run-harness.ts';
import { writeShop } from '../testing/shop.ts';

const repository = join(import.meta.dirname, '../../..');
const folder = temporaryFolder();
const root = realpathSync(folder.path);

beforeAll(() => {
  writeShop(root);
});

afterAll(() => {
  folder.remove();
});

/** Starts the program of the test kit, and waits until a run of it is under way. */
async function hold(engine: string): Promise<{ readonly pid: number; readonly scratch: string }> {
  const tsx = join(repository, 'node_modules/tsx/dist/loader.mjs');
  const program = join(repository, 'src/probing/testing/hold-harness.ts');
  const child = spawn(process.execPath, ['--import', tsx, program, root, pythonWith('django52'), engine], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const scratch = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      resolve(text.trim());
    });
    child.once('exit', () => {
      reject(new Error('the program ended too early'));
    });
  });
  return { pid: child.pid ?? 0, scratch };
}

function serversIn(scratch: string): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'latin1').includes(join(scratch, 'pg'));
    } catch {
      // It is gone.
      return false;
    }
  });
}

test.for(['sqlite', 'postgresql'])('a program that is killed leaves nothing, on %s', async (engine) => {
  const { pid, scratch } = await hold(engine);
  expect(processesOf(scratch).length).toBeGreaterThan(3);
  expect(serversIn(scratch).length > 0).toBe(engine === 'postgresql');
  process.kill(pid, 'SIGKILL');
  expect(await becomes(() => processesOf(scratch).length === 0, 15_000)).toBe(true);
  expect(await becomes(() => serversIn(scratch).length === 0, 15_000)).toBe(true);
  expect(await becomes(() => !existsSync(scratch), 15_000)).toBe(true);
  expect(existsSync(dirname(scratch))).toBe(true);
});
