import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatNames } from '../../src/cli/format-names.ts';
import { hashOf } from '../../src/caching/stamps.ts';
import { compileIfStale } from './compiled.ts';
import { launcher, plainEnvironment, synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();
const args = ['check', '--output-format', 'json', '--show-suppressed'];

beforeAll(compileIfStale);
afterAll(() => {
  workshop.clear();
});

/** A small project with a finding, a suppressed one, and one that a fix removes. */
function project(): string {
  const folder = workshop.folder({
    'manage.py': '',
    'synclint.toml': 'select = ["custom-sync-field", "suppressions", "layers"]\n[state]\nfields = ["synced_at"]\n',
    'a.py': 'from django.db import models\nclass A(models.Model):\n    synced_at = models.DateTimeField()\n',
    'b.py': 'x = 1  # synclint: ignore[skipped-layer] not so\n',
  });
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), 1_000_000_000, 1_000_000_000);
  return folder;
}

function entries(cwd: string, folder = join(cwd, '.synclint/cache')): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));
}

/** The only entry of a cache. */
function entryOf(cwd: string): string {
  const [entry, ...more] = entries(cwd);
  if (entry === undefined || more.length > 0) throw new Error('there is not one entry');
  return entry;
}

/** Puts another message into an answer, so that it shows where this one is given; with a new checksum. */
function mark(entry: string): void {
  const [, text = ''] = readFileSync(entry, 'utf8').split(/\n([^]*)/);
  const marked = text.replace('"message":"', '"message":"remembered: ');
  writeFileSync(entry, `${hashOf(marked)}\n${marked}`);
}

describe('an answer that is remembered', () => {
  test('is given, and is the same bytes in every format', { timeout: 200_000 }, async () => {
    const cwd = project();
    for (const format of formatNames) {
      const command = ['check', '--output-format', format, '--show-unresolved'];
      const first = await synclint(command, { cwd });
      expect(await synclint(command, { cwd }), format).toEqual(first);
      expect(await synclint([...command, '--no-cache'], { cwd }), format).toEqual(first);
    }
    mark(entryOf(cwd));
    expect((await synclint(args, { cwd })).stdout).toContain('remembered: ');
    expect((await synclint([...args, '--no-cache'], { cwd })).stdout).not.toContain('remembered: ');
  });

  test('is no answer to another question, nor of another program', async () => {
    const cwd = project();
    await synclint(args, { cwd });
    const entry = entryOf(cwd);
    mark(entry);
    for (const other of [['a.py'], ['--select', 'custom-sync-field'], ['--config', 'exclude=["b.py"]']]) {
      expect((await synclint([...args, ...other], { cwd })).stdout, other.join(' ')).not.toContain('remembered: ');
    }
    const [, text = ''] = readFileSync(entry, 'utf8').split(/\n([^]*)/);
    const older = text.replace(/"question":"\[\\"[^"\\]*/, '"question":"[\\"another build');
    expect(older).not.toBe(text);
    writeFileSync(entry, `${hashOf(older)}\n${older}`);
    expect((await synclint(args, { cwd })).stdout).not.toContain('remembered: ');
  });

  test('is not used for standard input, fixes, differences and comments', async () => {
    const cwd = project();
    await synclint(args, { cwd });
    mark(entryOf(cwd));
    const stdin = await synclint([...args, '-', '--stdin-filename', 'a.py'], {
      cwd,
      input: readFileSync(join(cwd, 'a.py')),
    });
    expect(JSON.parse(stdin.stdout)).toMatchObject({ findings: [{ rule: 'custom-sync-field' }] });
    expect(stdin.stdout).not.toContain('remembered: ');
    expect((await synclint(['check', '--diff'], { cwd })).stdout).toContain('--- b.py');
    expect((await synclint([...args, '--fix'], { cwd })).stdout).not.toContain('remembered: ');
    expect((await synclint([...args, '--add-ignore=why'], { cwd })).stdout).not.toContain('remembered: ');
    expect(entries(cwd)).toHaveLength(1);
  });
});

describe('damage', () => {
  test('an entry that was cut off anywhere is not used, and made anew', { timeout: 200_000 }, async () => {
    const cwd = project();
    const plain = await synclint(args, { cwd });
    const entry = entryOf(cwd);
    const whole = readFileSync(entry);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      writeFileSync(entry, whole.subarray(0, Math.floor((whole.length * tenth) / 10)));
      expect(await synclint(args, { cwd }), String(tenth)).toEqual(plain);
      expect(statSync(entry).size).toBeGreaterThan(whole.length / 2);
    }
  });

  test('an entry that says something else than was written is not used', async () => {
    const cwd = project();
    const plain = await synclint(args, { cwd });
    const entry = entryOf(cwd);
    const text = readFileSync(entry, 'utf8');
    for (const other of [
      text.replace('"message":"', '"message":"x'),
      text.replace(/"message":"[^"]*"/, '"message":7'),
      '[]',
      '{"question":1}',
      'null',
      '\n',
      '\0',
    ]) {
      writeFileSync(entry, other);
      expect(await synclint(args, { cwd }), other.slice(0, 40)).toEqual(plain);
    }
  });

  test('a run that is killed leaves nothing that stands in the way', { timeout: 200_000 }, async () => {
    const cwd = project();
    const plain = await synclint([...args, '--no-cache'], { cwd });
    for (const milliseconds of [20, 100, 200, 400, 800]) {
      const child = spawn(process.execPath, [launcher, ...args], { cwd, env: plainEnvironment, stdio: 'ignore' });
      const ended = once(child, 'exit');
      await wait(milliseconds);
      child.kill('SIGKILL');
      await ended;
      expect(await synclint(args, { cwd })).toEqual(plain);
    }
    const half = `${entryOf(cwd)}.0123456789ab.tmp`;
    writeFileSync(half, 'half');
    utimesSync(half, 1, 1);
    rmSync(entryOf(cwd));
    expect(await synclint(args, { cwd })).toEqual(plain);
    expect(existsSync(half)).toBe(false);
  });

  test('several at once on one cache say the same', { timeout: 200_000 }, async () => {
    const cwd = project();
    const plain = await synclint([...args, '--no-cache'], { cwd });
    for (let turn = 0; turn < 4; turn += 1) {
      const both = await Promise.all([synclint(args, { cwd }), synclint(args, { cwd })]);
      expect(both).toEqual([plain, plain]);
      utimesSync(join(cwd, 'a.py'), 1_000 + turn, 1_000 + turn);
    }
    expect(entries(cwd)).toHaveLength(1);
    expect(readdirSync(join(cwd, '.synclint/cache')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('the folder', () => {
  test('may be one that cannot be written: then nothing is remembered', async () => {
    const cwd = project();
    const plain = await synclint([...args, '--no-cache'], { cwd });
    writeFileSync(join(cwd, '.synclint'), '');
    expect(await synclint(args, { cwd })).toEqual(plain);
    writeFileSync(join(cwd, 'file'), '');
    for (const folder of ['file', 'file/deeper', '/proc/synclint-cache']) {
      expect(await synclint([...args, '--cache-dir', folder], { cwd }), folder).toEqual(plain);
    }
  });

  test('may lie outside of the project, relative to where the command is started', async () => {
    const cwd = project();
    const elsewhere = workshop.folder();
    await synclint([...args, '--cache-dir', join(elsewhere, 'deep/cache'), cwd], { cwd: elsewhere });
    const again = ['--cache-dir', 'deep/cache', cwd];
    expect(entries(cwd)).toEqual([]);
    const [entry = ''] = entries(cwd, join(elsewhere, 'deep/cache'));
    mark(entry);
    expect((await synclint([...args, ...again], { cwd: elsewhere })).stdout).toContain('remembered: ');
  });

  test('is not seen by git', async () => {
    const cwd = project();
    execFileSync('git', ['init', '-q'], { cwd });
    await synclint(args, { cwd });
    expect(entries(cwd)).toHaveLength(1);
    const status = execFileSync('git', ['status', '--porcelain', '--untracked-files=all'], { cwd, encoding: 'utf8' });
    expect(status).not.toContain('.synclint');
  });
});
