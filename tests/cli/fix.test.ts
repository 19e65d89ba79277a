import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileIfStale } from './compiled.ts';
import { synclint } from './synclint.ts';
import { Workshop, type Files } from './workshop.ts';

const workshop = new Workshop();
const unused = '  # synclint: ignore[skipped-layer] not so';
const toml = 'extends = ["crm-sync"]\n';

beforeAll(compileIfStale);
afterAll(() => {
  workshop.clear();
});

function project(files: Files): string {
  return workshop.folder({ 'manage.py': '', 'synclint.toml': 'select = ["suppressions", "layers"]\n', ...files });
}

/** File → content, of the whole folder. */
function contents(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

describe('--fix', () => {
  test('fixes what is safe, says so beside the report, and finds nothing more to do', async () => {
    const folder = project({ 'a.py': `x = 1${unused}\n`, 'b.py': `y = 1${unused}\nz = 2${unused}\n` });
    const before = await synclint(['check', '--output-format', 'concise'], { cwd: folder });
    expect(before.stdout).toContain('a.py:1:27 warning[unused-suppression] [*] no finding of');
    expect(before.stdout).toContain('Found 3 warnings; 3 fixable with `--fix`.');
    const { exitCode, stdout, stderr } = await synclint(['check', '--fix'], { cwd: folder });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'fixed 3 findings in 2 files\n' });
    expect(stdout).toMatch(/^No findings\.\n/);
    const after = contents(folder);
    expect([after['a.py'], after['b.py']]).toEqual(['x = 1\n', 'y = 1\nz = 2\n']);
    expect((await synclint(['check', '--fix'], { cwd: folder })).stderr).toBe('');
    expect(contents(folder)).toEqual(after);
  });

  test('reports what is left, and the exit code is about that', async () => {
    const folder = project({ 'a.py': `x = 1${unused}\ny = 1  # synclint: ignore[skiped-layer] not so\n` });
    const { exitCode, stdout } = await synclint(['check', '--fix', '--output-format', 'json'], { cwd: folder });
    const { findings } = JSON.parse(stdout) as { findings: readonly { rule: string }[] };
    expect(findings.map(({ rule }) => rule)).toEqual(['unknown-suppression']);
    expect(exitCode).toBe(1);
  });

  test('fixes overlapping findings one after the other', async () => {
    const folder = project({ 'a.py': 'x = 1  # synclint: ignore[skipped-layer, upward-import] not so\n' });
    const { stderr } = await synclint(['check', '--fix', '-q'], { cwd: folder });
    expect(stderr).toBe('');
    expect(contents(folder)['a.py']).toBe('x = 1\n');
  });

  test('keeps encoding, byte order mark, line ends, mode and links', async () => {
    const folder = project({
      'latin.py': Buffer.from(`# coding: latin-1\r\nname = "\xe9"${unused}\r\n`, 'latin1'),
      'marked.py': `\ufeffname = "𝕊"${unused}\r\n`,
    });
    chmodSync(join(folder, 'latin.py'), 0o751);
    symlinkSync('latin.py', join(folder, 'link.py'));
    expect((await synclint(['check', '--fix'], { cwd: folder })).stderr).toBe('fixed 2 findings in 2 files\n');
    const { 'latin.py': latin, 'marked.py': marked } = contents(folder);
    expect(latin).toBe('# coding: latin-1\r\nname = "\xe9"\r\n');
    expect(Buffer.from(marked ?? '', 'latin1').toString()).toBe('\ufeffname = "𝕊"\r\n');
    expect(lstatSync(join(folder, 'link.py')).isSymbolicLink()).toBe(true);
    expect(statSync(join(folder, 'latin.py')).mode & 0o777).toBe(0o751);
  });

  test('leaves alone what lies outside, what is suppressed and what does not parse', async () => {
    const outside = workshop.folder({ 'a.py': `x = 1${unused}\n` });
    const broken = `x = (1${unused}\n`;
    const own = `# synclint: file-ignore[unused-suppression] kept\nx = 1${unused}\n`;
    const folder = project({ 'broken.py': broken, 'own.py': own });
    symlinkSync(join(outside, 'a.py'), join(folder, 'link.py'));
    const { stdout, stderr } = await synclint(['check', '--fix'], { cwd: folder });
    expect(stdout).toContain('Remove the suppression of `skipped-layer` (by hand)');
    expect(stderr).toBe('');
    expect(contents(folder)).toMatchObject({ 'broken.py': broken, 'own.py': own });
    expect(contents(outside)).toEqual({ 'a.py': `x = 1${unused}\n` });
  });

  test('changes the files only that were asked for', async () => {
    const folder = project({ 'a.py': `x = 1${unused}\n`, 'b.py': `y = 1${unused}\n` });
    expect((await synclint(['check', '--fix', 'a.py'], { cwd: folder })).stderr).toBe('fixed 1 finding in 1 file\n');
    expect(contents(folder)).toMatchObject({ 'a.py': 'x = 1\n', 'b.py': `y = 1${unused}\n` });
  });

  test('says which file it could not write, reports its findings, and fixes the others', async () => {
    const folder = project({ 'a.py': `x = 1${unused}\n`, 'b.py': `y = 1${unused}\n` });
    chmodSync(join(folder, 'a.py'), 0o444);
    const args = ['check', '--fix', '--output-format', 'concise'];
    const { exitCode, stdout, stderr } = await synclint(args, { cwd: folder, unprivileged: true });
    expect(exitCode).toBe(2);
    expect(stderr).toBe('fixed 1 finding in 1 file\n');
    expect(stdout).toContain('a.py error[unwritten-file] not fixed: permission denied\n');
    expect(stdout).toContain('a.py:1:27 warning[unused-suppression] [*]');
    expect(contents(folder)).toMatchObject({ 'a.py': `x = 1${unused}\n`, 'b.py': 'y = 1\n' });
  });

  test('prints the fixed text of standard input, and the report beside it', async () => {
    const folder = project({ 'a.py': 'x = 1\n', 'b.py': `y = 1${unused}\n` });
    const args = ['check', '--fix', '-', '--stdin-filename', 'a.py'];
    const input = Buffer.from(`# coding: latin-1\r\nx = "\xe9"${unused}\r\n`, 'latin1');
    const { exitCode, stdout, stderr } = await synclint(args, { cwd: folder, input });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(Buffer.from('# coding: latin-1\r\nx = "\xe9"\r\n', 'latin1').toString());
    expect(stderr).toMatch(/^fixed 1 finding in 1 file\nNo findings\.\n/);
    expect(contents(folder)).toMatchObject({ 'a.py': 'x = 1\n', 'b.py': `y = 1${unused}\n` });
    const clean = await synclint(args, { cwd: folder, input: 'x = 1' });
    expect(clean.stdout).toBe('x = 1');
    const unreadable = await synclint(args, { cwd: folder, input: 'x = "\0"' });
    expect(unreadable).toMatchObject({ exitCode: 2, stdout: 'x = "\0"' });
  });
});

describe('--diff', () => {
  test('prints what would change, changes nothing, and exits 1; 0 when nothing would', async () => {
    const files = { 'a.py': `x = 1${unused}\r\n`, 'shop/é b.py': `\ufeffy = 1${unused}`, 'c.py': 'z = 1\n' };
    const folder = project(files);
    const before = contents(folder);
    const { exitCode, stdout, stderr } = await synclint(['check', '--diff'], { cwd: folder });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: 'would fix 2 findings in 2 files\n' });
    expect(stdout).toMatch(/^--- a\.py\n\+\+\+ a\.py\n@@ -1,1 \+1,1 @@\n-x = 1 {2}# synclint/);
    expect(contents(folder)).toEqual(before);
    execFileSync('git', ['apply', '-p0', '-'], { cwd: folder, input: stdout });
    const patched = contents(folder);
    expect(await synclint(['check', '--diff'], { cwd: folder })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    const fixed = project(files);
    await synclint(['check', '--fix', '--diff'], { cwd: fixed });
    expect(contents(fixed)).toEqual(before);
    await synclint(['check', '--fix'], { cwd: fixed });
    expect(contents(fixed)).toEqual(patched);
  });

  test('is about fixes: a finding without one is no difference, a file that cannot be read is a failure', async () => {
    const folder = project({ 'a.py': 'x = 1  # synclint: ignore[skiped-layer] not so\n' });
    expect((await synclint(['check', '--diff'], { cwd: folder })).exitCode).toBe(0);
    writeFileSync(join(folder, 'b.py'), '\0');
    const { exitCode, stderr } = await synclint(['check', '--diff'], { cwd: folder });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('b.py error[unreadable-file]');
  });

  test('takes the place of the report', async () => {
    const folder = project({ 'a.py': '' });
    for (const args of [
      ['--output-format', 'json'],
      ['-o', 'x'],
      ['--report', 'json=x'],
      ['--statistics'],
      ['--show-files'],
    ]) {
      const { exitCode, stderr } = await synclint(['check', '--diff', ...args], { cwd: folder });
      expect(stderr).toMatch(/^error: --diff and --[a-z-]+ exclude each other\n/);
      expect(exitCode).toBe(2);
    }
  });
});

describe('unsafe fixes', () => {
  const base = [
    'from django.core.management.base import BaseCommand',
    'class Base(BaseCommand):',
    '    def add_arguments(self, parser):',
    '        pass',
    '',
  ].join('\n');
  const leaf = 'from shop.base import Base\nclass Command(Base):\n    pass\n';
  const commands = 'shop/management/commands';
  const files = {
    'synclint.toml': `${toml}[systems.shop]\ncommands = "sync_*"\n[flags]\nrequired = ["--quiet", "--full"]\n`,
    'shop/base.py': base,
    [`${commands}/sync_a.py`]: leaf,
    [`${commands}/sync_b.py`]: leaf,
  };

  test('are shown as available, and applied only when asked for', async () => {
    const folder = project(files);
    const args = ['check', '--output-format', 'concise', '--select', 'missing-required-flag'];
    const plain = await synclint(args, { cwd: folder });
    expect(plain.stdout).toContain('; 4 fixable with `--fix --unsafe-fixes`.');
    expect(plain.stdout).not.toContain('[*]');
    const shown = await synclint([...args, '--unsafe-fixes'], { cwd: folder });
    expect(shown.stdout.split('[*]')).toHaveLength(5);
    const safe = await synclint([...args, '--fix'], { cwd: folder });
    expect(safe).toEqual(plain);
    expect(contents(folder)).toMatchObject({ 'shop/base.py': base });
  });

  test('declare a flag once in the base that all commands share', async () => {
    const folder = project(files);
    const { exitCode, stderr } = await synclint(['check', '--fix', '--unsafe-fixes'], { cwd: folder });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'fixed 4 findings in 1 file\n' });
    const calls = ['--full', '--quiet'].map((flag) => `        parser.add_argument("${flag}", action="store_true")\n`);
    expect(contents(folder)).toMatchObject({ 'shop/base.py': base + calls.join(''), [`${commands}/sync_a.py`]: leaf });
  });

  test('are left to people where they change a file that was not asked for', async () => {
    const folder = project(files);
    const args = ['check', commands, '--fix', '--unsafe-fixes'];
    const { stdout, stderr } = await synclint(args, { cwd: folder });
    expect(stdout).toContain('Declare `--quiet` in `Base` for 2 commands; what it does is left to you (by hand)');
    expect(stderr).toBe('');
    expect(contents(folder)).toMatchObject({ 'shop/base.py': base });
  });

  test('repair the legacy project as far as they can, and come to rest', async () => {
    const folder = workshop.sample('ingestion-legacy');
    const args = ['check', '--select', 'missing-required-flag', '--output-format', 'json'];
    const { stderr } = await synclint([...args, '--fix', '--unsafe-fixes'], { cwd: folder });
    expect(stderr).toMatch(/^fixed 1\d findings in \d+ files\n$/);
    const after = contents(folder);
    const python = Object.keys(after).filter(
      (name) => name.endsWith('.py') && name.includes('management/commands/sync_'),
    );
    expect(python.length).toBeGreaterThan(15);
    execFileSync(
      'python3',
      ['-B', '-c', 'import ast, sys; [ast.parse(open(f, "rb").read()) for f in sys.argv[1:]]', ...python],
      {
        cwd: folder,
      },
    );
    const again = await synclint([...args, '--fix', '--unsafe-fixes'], { cwd: folder });
    expect(again.stderr).toBe('');
    expect(contents(folder)).toEqual(after);
    const { findings } = JSON.parse(again.stdout) as { findings: readonly { fix: unknown }[] };
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ fix }) => fix !== null)).toEqual([]);
  });
});
