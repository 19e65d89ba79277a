import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oasisErrors } from '../../src/testing/sarif-validators.ts';
import { compileIfStale } from './compiled.ts';
import { synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();
let cwd: string;
let whole: Awaited<ReturnType<typeof synclint>>;

/** With a finding about a suppression, one in a script, suppressed ones, a file that does not parse and one that cannot be read. */
const more = {
  'ingestion/zz.py': 'x = 1  # synclint: ignore[skipped-layer] not so\ny = 2  # synclint: ignore[nothing-at-all] why\n',
  'ingestion/broken é.py': 'def f(:\n    pass  # synclint: ignore[skipped-layer] not so\n',
  'ingestion/unreadable.py': '\0',
};

beforeAll(async () => {
  await compileIfStale();
  cwd = workshop.sample('ingestion-legacy');
  for (const [name, text] of Object.entries(more)) writeFileSync(join(cwd, name), text);
  whole = await synclint(sarif, { cwd });
});
afterAll(() => {
  workshop.clear();
});

const sarif = ['check', '--output-format', 'sarif', '--show-suppressed'];

async function shards(parts: number): Promise<readonly string[]> {
  const names = Array.from({ length: parts }, (_, index) => `${parts}-${index + 1}.sarif`);
  for (const [index, name] of names.entries()) {
    await synclint([...sarif, '--shard', `${index + 1}/${parts}`, '-o', name], { cwd });
  }
  return names;
}

describe('shards of the legacy project', () => {
  test.each([2, 7])('merged again, %i of them are the whole, byte for byte', async (parts) => {
    const names = await shards(parts);
    const merged = await synclint(['merge', ...names], { cwd });
    expect(merged.stdout).toBe(whole.stdout);
    expect({ ...merged, stdout: '' }).toEqual({ exitCode: whole.exitCode, stdout: '', stderr: '' });
    expect(oasisErrors(merged.stdout)).toEqual([]);
    const others = [names.toReversed(), [...names, ...names], [...names.slice(1), ...names.slice(0, 2)]];
    for (const other of others) expect((await synclint(['merge', ...other], { cwd })).stdout).toBe(whole.stdout);
  });

  test('each file is in one part', async () => {
    const all = (await synclint(['check', '--show-files'], { cwd })).stdout.split('\n');
    const parts: string[] = [];
    for (const part of [1, 2, 3]) {
      parts.push(...(await synclint(['check', '--show-files', '--shard', `${part}/3`], { cwd })).stdout.split('\n'));
    }
    const files = (names: readonly string[]) => names.filter((name) => name !== '').sort();
    expect(files(parts)).toEqual(files(all));
  });

  test('a whole that overlaps with a part is the whole', async () => {
    const names = await shards(2);
    writeFileSync(join(cwd, 'whole.sarif'), whole.stdout);
    const { exitCode } = await synclint(['merge', 'whole.sarif', ...names, '-o', 'merged.sarif'], { cwd });
    expect(exitCode).toBe(2);
    expect(readFileSync(join(cwd, 'merged.sarif'), 'utf8')).toBe(whole.stdout);
  });
});

describe('exit codes', () => {
  const toml = 'select = ["custom-sync-field"]\n[state]\nfields = ["synced_at"]\n';
  const model = 'from django.db import models\nclass Order(models.Model):\n    synced_at = models.DateTimeField()\n';
  const files = { 'manage.py': '', 'synclint.toml': toml, 'a.py': model };

  test('are those of the whole: findings, what is tolerated, and nothing at all', async () => {
    const folder = workshop.folder(files);
    for (const part of [1, 2, 3, 4]) {
      const args = ['check', '--output-format', 'sarif', '--shard', `${part}/4`, '-o', `${part}.sarif`];
      expect((await synclint(args, { cwd: folder })).exitCode).toBeLessThan(2);
    }
    const names = ['1.sarif', '2.sarif', '3.sarif', '4.sarif'];
    const codes = async (...args: readonly string[]) =>
      (await synclint(['merge', ...names, ...args], { cwd: folder })).exitCode;
    expect([await codes(), await codes('--exit-zero'), await codes('--fail-on', 'error')]).toEqual([1, 0, 1]);
    const unsharded = await synclint(['check', '--output-format', 'sarif', '--exit-zero'], { cwd: folder });
    expect((await synclint(['merge', ...names, '--exit-zero'], { cwd: folder })).stdout).toBe(unsharded.stdout);
    const empty = workshop.folder({ 'manage.txt': '' });
    expect((await synclint(['check', '--shard', '1/2'], { cwd: empty })).exitCode).toBe(2);
  });
});

describe('refused is', () => {
  test.each([
    ['what is no JSON', '{', 'is no JSON'],
    ['what is no log', '[]', 'is no SARIF log of `synclint check`'],
    [
      'a log of another program',
      '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"other"}},"results":[]}]}',
      'is no SARIF log',
    ],
  ])('%s', async (_, text, message) => {
    const folder = workshop.folder({ 'x.sarif': text });
    const { exitCode, stdout, stderr } = await synclint(['merge', 'x.sarif'], { cwd: folder });
    expect(stderr).toContain(`error: \`x.sarif\` ${message}`);
    expect(stderr).toMatch(/\nhelp: name what /);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  test('a log that is not there, and logs that do not go together', async () => {
    writeFileSync(join(cwd, 'all.sarif'), whole.stdout);
    await synclint(['check', '--output-format', 'sarif', '-o', 'plain.sarif'], { cwd });
    const contrary = await synclint(['merge', 'all.sarif', 'plain.sarif'], { cwd });
    expect(contrary.stderr).toContain('error: the logs cannot be merged: some of them show suppressed findings');
    expect((await synclint(['merge', 'nowhere.sarif'], { cwd })).stderr).toContain(
      'error: cannot read `nowhere.sarif` (ENOENT)',
    );
  });

  test('a part that is none, and one of standard input', async () => {
    for (const shard of ['0/2', '3/2', '1', 'a/b']) {
      const { exitCode, stderr } = await synclint(['check', '--shard', shard], { cwd });
      expect(stderr).toContain(`error: --shard: expected PART/PARTS, found \`${shard}\``);
      expect(exitCode).toBe(2);
    }
    const { stderr } = await synclint(['check', '-', '--stdin-filename', 'a.py', '--shard', '1/2'], { cwd });
    expect(stderr).toContain('error: `-` (standard input) and --shard exclude each other');
  });
});
