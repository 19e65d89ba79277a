import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileIfStale } from './compiled.ts';
import { synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();

beforeAll(compileIfStale);
afterAll(() => {
  workshop.clear();
});

function project(files: Readonly<Record<string, string>> = {}): string {
  return workshop.folder({
    'manage.py': '',
    'synclint.toml': 'select = ["suppressions"]\n',
    'a.py': 'x = 1\n',
    ...files,
  });
}

/** Makes it older than whatever may be under way. */
function age(path: string): void {
  utimesSync(path, 1, 1);
}

test('there is nothing to remove, and then the cache of a check', async () => {
  const cwd = project();
  const nothing = await synclint(['clean'], { cwd });
  expect(nothing).toEqual({ exitCode: 0, stdout: 'nothing to remove\n', stderr: '' });
  const before = readdirSync(cwd);
  await synclint(['check'], { cwd });
  expect(readdirSync(join(cwd, '.synclint'))).toEqual(['.gitignore', 'cache']);
  const { exitCode, stdout, stderr } = await synclint(['clean'], { cwd });
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: 'removed .synclint/cache\n', stderr: '' });
  expect(readdirSync(cwd)).toEqual(before);
});

test('the cache is that of the project around, or the one that is named', async () => {
  const cwd = project({ 'deep/er/b.py': '' });
  const elsewhere = join(workshop.folder(), 'cache');
  await synclint(['check'], { cwd });
  await synclint(['check', '--cache-dir', elsewhere], { cwd });
  const named = await synclint(['clean', '--cache-dir', elsewhere], { cwd });
  expect(named.stdout).toBe(`removed ${elsewhere}\n`);
  expect([existsSync(elsewhere), existsSync(join(cwd, '.synclint/cache'))]).toEqual([false, true]);
  await synclint(['clean'], { cwd: join(cwd, 'deep/er') });
  expect(existsSync(join(cwd, '.synclint'))).toBe(false);
});

test('stored runs stay, unless all is to go; what an interrupted run has left goes', async () => {
  const leftOver = ['.history.jsonl.0123456789ab.tmp', 'lock'];
  const stored = ['history.jsonl', 'probe-commands.json', 'report.html'];
  const young = '.probe-commands.json.0123456789ab.tmp';
  const names = ['.gitignore', ...leftOver, ...stored, young, 'mine.txt'];
  const cwd = project(Object.fromEntries(names.map((name) => [`.synclint/${name}`, '*\n'])));
  for (const name of leftOver) age(join(cwd, '.synclint', name));
  const lines = (paths: readonly string[]) => paths.map((name) => `removed .synclint/${name}\n`).join('');
  expect((await synclint(['clean'], { cwd })).stdout).toBe(lines(leftOver));
  expect(readdirSync(join(cwd, '.synclint'))).toEqual(['.gitignore', young, ...stored, 'mine.txt'].sort());
  expect((await synclint(['clean', '--all'], { cwd })).stdout).toBe(lines(stored));
  expect(readdirSync(join(cwd, '.synclint'))).toEqual(['.gitignore', young, 'mine.txt'].sort());
  for (const name of [young, 'mine.txt']) rmSync(join(cwd, '.synclint', name));
  expect((await synclint(['clean', '--all'], { cwd })).stdout).toBe('nothing to remove\n');
  expect(existsSync(join(cwd, '.synclint'))).toBe(false);
});

test('scratch folders of probes that were killed go, those of living ones stay', async () => {
  const cwd = project();
  const places = workshop.folder();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const [dead, alive] = [`synclint-${pid}-0123456789ab`, `synclint-${process.pid}-0123456789ab`];
  for (const name of [dead, alive]) mkdirSync(join(places, name, 'inner'), { recursive: true });
  const { stdout } = await synclint(['clean'], { cwd, env: { TMPDIR: places } });
  expect(stdout).toContain(`removed ${join(places, dead)}\n`);
  expect(readdirSync(places)).toEqual([alive]);
});

describe('a folder that is not ours', () => {
  test('is refused, and nothing of it is touched', async () => {
    const cwd = project();
    const signature = 'Signature: 8a477f597d28d172789f06886806bc55\n# Of another program.\n';
    const folders = [
      workshop.folder({ 'entry.json': '{}' }),
      workshop.folder({ 'entry.json': '{}', 'CACHEDIR.TAG': signature }),
    ];
    for (const folder of folders) {
      const before = readdirSync(folder);
      for (const command of ['clean', 'check']) {
        const { exitCode, stdout, stderr } = await synclint([command, '--cache-dir', folder], { cwd });
        expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
        expect(stderr).toContain(
          `error: \`${folder}\` is no cache of synclint: it has no \`CACHEDIR.TAG\` of ours\nhelp: `,
        );
        expect(readdirSync(folder)).toEqual(before);
      }
    }
  });

  test('is not reached through a symbolic link, by `clean` as by `check`', async () => {
    const target = workshop.folder({ '.gitignore': 'mine\n' });
    await synclint(['check', '--cache-dir', join(target, 'cache')], { cwd: project() });
    const before = readdirSync(join(target, 'cache'));
    for (const link of ['.synclint', '.synclint/cache']) {
      const cwd = project();
      if (link !== '.synclint') mkdirSync(join(cwd, '.synclint'));
      symlinkSync(link === '.synclint' ? target : join(target, 'cache'), join(cwd, link));
      expect((await synclint(['check'], { cwd })).exitCode).toBe(0);
      const { exitCode, stderr } = await synclint(['clean'], { cwd });
      expect(stderr).toContain(`error: \`${join(cwd, link)}\` is a symbolic link, which may lead anywhere\nhelp: `);
      expect(exitCode).toBe(2);
    }
    expect(readdirSync(join(target, 'cache'))).toEqual(before);
    expect(readFileSync(join(target, '.gitignore'), 'utf8')).toBe('mine\n');
  });

  test('keeps what somebody has put into our folder, and links in it lead nowhere', async () => {
    const cwd = project();
    const target = workshop.folder({ 'kept.py': '' });
    await synclint(['check'], { cwd });
    const cache = join(cwd, '.synclint/cache');
    symlinkSync(target, join(cache, 'link.json'));
    writeFileSync(join(cache, 'notes.txt'), '');
    const { stdout } = await synclint(['clean'], { cwd });
    expect(stdout).toBe('emptied .synclint/cache, and kept 1 file that synclint did not make: notes.txt\n');
    expect(readdirSync(cache)).toEqual(['notes.txt']);
    expect(readdirSync(target)).toEqual(['kept.py']);
  });

  test('is told where a file stands in its place', async () => {
    const cwd = project({ '.synclint': '' });
    const { exitCode, stderr } = await synclint(['clean'], { cwd });
    expect(stderr).toMatch(/^error: `.*\.synclint` is no folder\nhelp: /);
    expect(exitCode).toBe(2);
  });
});
