import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPython, type PythonRequest } from './find-python.ts';
import { pythonWith } from './testing/pythons.ts';
import { temporaryFolder } from './testing/run-harness.ts';

const withDjango = pythonWith('django42');
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => {
  folder.remove();
});

function find(request: Partial<PythonRequest> = {}) {
  return findPython({ root: folder.path, cwd: folder.path, environment: { PATH: '/usr/bin:/bin' }, ...request });
}

/** A virtual environment as far as anybody looks for it. */
function environmentAt(path: string): string {
  mkdirSync(dirname(join(folder.path, path)), { recursive: true });
  symlinkSync(dirname(dirname(withDjango)), join(folder.path, path));
  return join(folder.path, path);
}

/** Answers like a Python of such versions. */
function pretend(path: string, python: string, django: string | null): string {
  const file = join(folder.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho '${JSON.stringify([python, django, file, null])}'\n`, { mode: 0o755 });
  return file;
}

test('the first place that has one counts', async () => {
  environmentAt('env');
  expect(await find()).toMatchObject({ origin: '`env`', django: expect.stringMatching(/^4\.2/) as string });
  environmentAt('venv');
  expect((await find()).origin).toBe('`venv`');
  environmentAt('.venv');
  expect((await find()).origin).toBe('`.venv`');
  const environment = { PATH: '/usr/bin:/bin', VIRTUAL_ENV: environmentAt('elsewhere/active') };
  expect((await find({ environment })).origin).toBe('`VIRTUAL_ENV`');
  expect((await find({ environment, configured: '.venv' })).origin).toBe('`probe.python`');
  expect((await find({ environment, configured: '.venv', option: withDjango })).origin).toBe('`--python`');
});

test('poetry is asked where there is a lock file of it', async () => {
  const bin = join(folder.path, 'bin');
  mkdirSync(bin);
  const environment = { PATH: `${bin}:/usr/bin:/bin` };
  writeFileSync(join(bin, 'poetry'), `#!/bin/sh\n[ "$*" = 'env info -p' ] && echo '${environmentAt('of-poetry')}'\n`, {
    mode: 0o755,
  });
  pretend('bin/python3', '3.12.1', '5.2');
  expect((await find({ environment })).origin).toBe('`python3`');
  writeFileSync(join(folder.path, 'poetry.lock'), '');
  expect((await find({ environment })).origin).toBe('poetry');
});

test('one that is too old, or has no Django, is passed over', async () => {
  pretend('.venv/bin/python', '3.9.18', '4.2');
  pretend('venv/bin/python', '3.12.1', null);
  pretend('env/bin/python', '3.12.1', '4.1.13');
  const environment = { PATH: join(folder.path, 'nothing') };
  await expect(find({ environment })).rejects.toMatchObject({
    message: expect.stringMatching(
      /is Python 3\.9\.18; .* has no Django; .* has Django 4\.1\.13; .*there is no `python3`/,
    ) as string,
    remedy: expect.stringContaining('--python') as string,
  });
});

test('one that is named is the only one, usable or not', async () => {
  environmentAt('.venv');
  await expect(find({ option: './nowhere/python' })).rejects.toThrow(
    `no usable Python was found (\`--python\`: there is no \`${join(folder.path, 'nowhere/python')}\`)`,
  );
});

test('modules of the project are not imported to find it', async () => {
  environmentAt('.venv');
  const trap = 'open("sprung", "w")\n';
  for (const name of ['json', 'django', 'site', 'platform']) writeFileSync(join(folder.path, `${name}.py`), trap);
  expect((await find()).origin).toBe('`.venv`');
  expect(execFileSync('ls', [folder.path], { encoding: 'utf8' })).not.toContain('sprung');
});
