import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileIfStale } from './compiled.ts';
import { synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();
const add = ['check', '--add-ignore=kept for now', '--output-format', 'concise'];

beforeAll(compileIfStale);
afterAll(() => {
  workshop.clear();
});

const field = 'synced_at = models.DateTimeField()';
const model = `from django.db import models\nclass Order(models.Model):\n    ${field}\n`;

function project(files: Readonly<Record<string, string | Buffer>>): string {
  const toml = 'select = ["custom-sync-field", "suppressions"]\n[state]\nfields = ["synced_at"]\n';
  return workshop.folder({ 'manage.py': '', 'synclint.toml': toml, ...files });
}

test('every finding is suppressed, encodings and line ends stay, and a second time there is nothing to do', async () => {
  const latin = `# coding: latin-1\r\n# \xe9\r\n${model.replaceAll('\n', '\r\n')}`;
  const cwd = project({ 'a.py': `\ufeff${model}`, 'b.py': Buffer.from(latin, 'latin1') });
  const { exitCode, stdout, stderr } = await synclint(add, { cwd });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'suppressed 2 findings in 2 files\n' });
  expect(stdout).toMatch(/^No findings, 2 suppressed\./);
  const comment = '  # synclint: ignore[custom-sync-field] kept for now';
  expect(readFileSync(join(cwd, 'a.py'), 'utf8')).toBe(`\ufeff${model.replace(field, field + comment)}`);
  expect(readFileSync(join(cwd, 'b.py'), 'latin1')).toBe(latin.replace(field, field + comment));
  expect(await synclint(add, { cwd })).toEqual({ exitCode: 0, stdout, stderr: '' });
  const again = await synclint(['check'], { cwd });
  expect(again).toMatchObject({ exitCode: 0, stdout });
});

test('what no comment can suppress is told, and so is a file that cannot be written', async () => {
  const broken = `${model}x = (1\n`;
  const cwd = project({ 'a.py': model, 'b.py': `x = 1  # synclint: ignore[skipped-layer] old\n`, 'broken.py': broken });
  chmodSync(join(cwd, 'a.py'), 0o444);
  const { exitCode, stdout, stderr } = await synclint([...add, '--extend-select', 'layers'], {
    cwd,
    unprivileged: true,
  });
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    [
      'not suppressed: b.py:1:27 unused-suppression: it is about a suppression\n',
      'not suppressed: broken.py:3:5 custom-sync-field: the file does not parse\n',
    ].join(''),
  );
  expect(stdout).toContain('a.py error[unwritten-file] not suppressed: permission denied\n');
  expect(stdout).toContain('a.py:3:5 error[custom-sync-field]');
});

test('with `--fix` only what no fix removes gets a comment', async () => {
  const cwd = project({ 'a.py': `${model}x = 1  # synclint: ignore[skipped-layer] old\n` });
  const { stderr } = await synclint([...add, '--fix', '--extend-select', 'layers'], { cwd });
  expect(stderr).toBe('fixed 1 finding in 1 file\nsuppressed 1 finding in 1 file\n');
});

test('a reason has to be one', async () => {
  const cwd = project({ 'a.py': model });
  for (const reason of [
    '',
    ' ',
    'a\nb',
    'until=2001-01-01 old',
    'until=2999-01-01',
    'why # noqa',
    '# synclint: ignore[x] y',
  ]) {
    const { exitCode, stderr } = await synclint(['check', `--add-ignore=${reason}`], { cwd });
    expect(stderr, reason).toMatch(/^error: --add-ignore: `.*` is no reason\nhelp: say in one line/s);
    expect(exitCode).toBe(2);
  }
  for (const other of ['--diff', '--show-files', '-']) {
    const { exitCode, stderr } = await synclint([...add.slice(0, 2), other, '--stdin-filename', 'a.py'], { cwd });
    expect(stderr).toMatch(/^error: --add-ignore and .* exclude each other\n/);
    expect(exitCode).toBe(2);
  }
  expect(readFileSync(join(cwd, 'a.py'), 'utf8')).toBe(model);
});
