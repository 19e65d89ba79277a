import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProbeRun } from '../core/probe-run.ts';
import { exampleProbeRun } from '../reporting/testing/example-probe-run.ts';
import { recordRun } from './record-run.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'synclint-records-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const stored = (name: string): string => readFileSync(join(root, '.synclint', name), 'utf8');
const lines = (): readonly string[] => stored('history.jsonl').trimEnd().split('\n');

function store(run: ProbeRun, names: readonly string[] = []): Promise<ProbeRun> {
  const selection = { names, only: [], skip: [] };
  const at = new Date('2026-11-30T20:00:00Z');
  return recordRun(run, { root, selection, at, tool: '0.1.0', json: ({ commands }) => `${commands.length}\n` });
}

const trendsOf = (run: ProbeRun) => run.commands.map(({ verdicts }) => verdicts.map(({ trend }) => trend ?? null));

/** As a run comes from the probes. */
function untold(run = exampleProbeRun()): ProbeRun {
  const commands = run.commands.map(({ command, verdicts }) => ({
    command,
    verdicts: verdicts.map(({ probe, verdict, milliseconds }) => ({ probe, verdict, milliseconds })),
  }));
  return { ...run, commands };
}

describe('a run', () => {
  test('is stored in a folder that git does not see, with a line in the history', async () => {
    await store(untold());
    expect(readdirSync(join(root, '.synclint')).sort()).toEqual(['.gitignore', 'history.jsonl', 'probe-commands.json']);
    expect(stored('.gitignore')).toBe('*\n');
    expect(stored('probe-commands.json')).toBe('3\n');
    expect(JSON.parse(lines()[0] ?? '')).toEqual({
      version: 1,
      at: '2026-11-30T20:00:00.000Z',
      run: 'r-7f3a91',
      tool: '0.1.0',
      selection: { names: [], only: [], skip: [] },
      counts: { falsified: 2, inconclusive: 1, holds: 3, 'not-applicable': 2, bypassed: 1 },
      durationMs: 1834,
      gates: 'fail',
      probes: ['command-loads', 'dry-run-writes-nothing', 'survives-server-error'],
      verdicts: { sync_arrivy_groups: 'hnb', sync_arrivy_tasks: 'hfi', sync_arrivy_visits: 'hnf' },
    });
  });

  test('leaves a folder alone that is there', async () => {
    mkdirSync(join(root, '.synclint'));
    await store(untold());
    expect(readdirSync(join(root, '.synclint'))).not.toContain('.gitignore');
  });

  test('is compared with the previous one of the same selection', async () => {
    expect(trendsOf(await store(untold()))[1]).toEqual([null, null, null]);
    expect(trendsOf(await store(untold(), ['sync_arrivy_*']))[1]).toEqual([null, null, null]);
    expect(trendsOf(await store(untold()))[1]).toEqual(['still-passing', 'still-failing', null]);
  });

  test('that cannot be stored goes on, and says so', async () => {
    symlinkSync(tmpdir(), join(root, '.synclint'));
    const { notifications, commands } = await store(untold());
    expect(commands).toHaveLength(3);
    expect(notifications.at(-1)).toMatchObject({ level: 'error', kind: 'unwritten-file' });
    expect(notifications.at(-1)?.message).toContain('is no folder; `--no-record` stores nothing');
  });
});

describe('the lock', () => {
  test('is taken away when whoever held it is long gone', async () => {
    mkdirSync(join(root, '.synclint'));
    const lock = join(root, '.synclint', 'lock');
    writeFileSync(lock, '1\n');
    utimesSync(lock, new Date(0), new Date(0));
    await store(untold());
    expect(readdirSync(join(root, '.synclint')).sort()).toEqual(['history.jsonl', 'probe-commands.json']);
  });

  test('keeps runs from losing the lines of each other', async () => {
    const program = [resolve('node_modules/tsx/dist/cli.mjs'), resolve('src/cli/testing/record-many.ts')];
    const processes = ['a', 'b', 'c', 'd'].map((name) =>
      promisify(execFile)(process.execPath, [...program, root, name, '20']),
    );
    await Promise.all(processes);
    const ids = lines().map((line) => (JSON.parse(line) as { run: string }).run);
    expect(new Set(ids).size).toBe(80);
    expect(readdirSync(join(root, '.synclint'))).toHaveLength(3);
  });
});
