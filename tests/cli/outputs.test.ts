import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tiny } from './bad-inputs/bad-input.ts';
import { compileIfStale, repository } from './compiled.ts';
import { synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const clean = 'fixtures/projects/ingestion';
const legacy = 'fixtures/projects/ingestion-legacy';
const workshop = new Workshop();

beforeAll(compileIfStale);
afterEach(() => {
  workshop.clear();
});

interface JsonReport {
  readonly findings: readonly unknown[];
  readonly notifications: readonly { readonly kind: string; readonly file: string; readonly line: number }[];
  readonly stats: { readonly durationMs: number | null };
}

const jsonOf = async (...args: readonly string[]): Promise<JsonReport> =>
  JSON.parse((await synclint(['check', '--output-format', 'json', ...args])).stdout) as JsonReport;

describe('Formats', () => {
  test('json keeps its contract', async () => {
    const schema = JSON.parse(readFileSync(join(repository, 'docs/schemas/check.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    for (const args of [[clean], [legacy], [legacy, '--timing', '--show-unresolved', '--show-suppressed']]) {
      expect(validate(await jsonOf(...args)), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  test('json-lines has one finding a line, then one object', async () => {
    const { stdout } = await synclint(['check', legacy, '--output-format', 'json-lines']);
    const lines = stdout.trimEnd().split('\n');
    const { findings } = await jsonOf(legacy);
    expect(lines.slice(0, -1).map((line) => JSON.parse(line) as unknown)).toEqual(findings);
    expect(Object.keys(JSON.parse(lines.at(-1) ?? '') as object)).toEqual(['notifications', 'stats']);
  });

  test('sarif names files from the top of the repository', async () => {
    const { stdout } = await synclint(['check', legacy, '--output-format', 'sarif']);
    expect(stdout).toContain(`"uri": "${legacy}/ingestion/management/commands/sync_arrivy_all.py"`);
    expect(stdout).toContain('"executionSuccessful": true');
  });

  test('github annotates files from the top of the repository', async () => {
    const { stdout } = await synclint(['check', legacy, '--output-format', 'github']);
    expect(stdout).toMatch(new RegExp(`^::error title=synclint \\(\\S+\\),file=${legacy}/ingestion/`, 'm'));
  });

  test('concise has one line a finding', async () => {
    const { findings } = await jsonOf(legacy);
    const { stdout } = await synclint(['check', legacy, '--output-format', 'concise']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(findings.length + 2);
  });
});

describe('Files', () => {
  test('one run writes several reports, and the main one to standard output', async () => {
    const folder = workshop.sample('ingestion-legacy');
    mkdirSync(join(folder, 'out'));
    const reports = ['sarif=out/a.sarif', 'json=out/b.json', 'concise=out/c=d.txt'];
    const args = ['check', ...reports.flatMap((report) => ['--report', report])];
    const { exitCode, stdout } = await synclint(args, { cwd: folder });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/help: synclint rule/);
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.sarif', 'b.json', 'c=d.txt']);
    for (const [format, file] of [['sarif', 'a.sarif'] as const, ['json', 'b.json'] as const]) {
      const alone = await synclint(['check', '--output-format', format], { cwd: folder });
      expect(readFileSync(join(folder, 'out', file), 'utf8')).toBe(alone.stdout);
    }
  });

  test('-o leaves standard output empty', async () => {
    const folder = workshop.sample('ingestion-legacy');
    const args = ['check', '--output-format', 'json', '-o', 'out.json', '--color', 'always'];
    const { exitCode, stdout } = await synclint(args, { cwd: folder });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'))).toMatchObject({ version: 1 });
  });

  test('a file keeps its mode, and a link is replaced rather than followed', async () => {
    const folder = workshop.folder({ ...tiny, 'kept.json': 'old', 'elsewhere/precious': 'old' });
    writeFileSync(join(folder, 'kept.json'), 'old', { mode: 0o600 });
    symlinkSync('elsewhere/precious', join(folder, 'link.json'));
    const args = ['check', '-o', 'link.json', '--report', 'json=kept.json', '--report', 'json=/dev/null'];
    expect((await synclint(args, { cwd: folder })).exitCode).toBe(0);
    expect(statSync(join(folder, 'kept.json')).size).toBeGreaterThan(10);
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(false);
    expect(readFileSync(join(folder, 'elsewhere/precious'), 'utf8')).toBe('old');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('one that cannot be written does not keep the others from being written', async () => {
    const folder = workshop.folder(tiny);
    const { exitCode, stdout, stderr } = await synclint(
      ['check', '--report', 'json=/proc/nothing.json', '--report', 'json=b.json'],
      { cwd: folder },
    );
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/cannot write `\/proc\/nothing\.json`/);
    expect(stdout).toContain('No findings.');
    expect(readdirSync(folder)).toContain('b.json');
  });
});

describe('Words', () => {
  test('a quiet run prints nothing when it found nothing, and the report when it did', async () => {
    expect(await synclint(['check', clean, '-q'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    const loud = await synclint(['check', legacy]);
    expect(await synclint(['check', legacy, '--quiet'])).toEqual({ ...loud, stderr: '' });
  });

  test('a verbose run says what is looked at', async () => {
    const { stderr } = await synclint(['check', legacy, '-v']);
    expect(stderr).toContain(`root: ${join(repository, legacy)}\nconfiguration: synclint.toml\npresets: crm-sync\n`);
    expect(stderr).toMatch(/^files: (\d+) of \1 in the project/m);
  });

  test('--show-files lists the files and checks none', async () => {
    const folder = workshop.folder({ ...tiny, 'shop/a b.py': '', 'broken.py': '(' });
    symlinkSync('gone.py', join(folder, 'link.py'));
    expect(await synclint(['check', '--show-files', 'shop', '.'], { cwd: folder })).toEqual({
      exitCode: 0,
      stdout: 'broken.py\nmanage.py\nshop/a b.py\nshop/models.py\n',
      stderr: 'skipped link.py: a symbolic link to nowhere\n',
    });
  });

  test('--show-unresolved goes to standard error, or into JSON', async () => {
    const text = await synclint(['check', legacy, '--show-unresolved']);
    expect(text.stderr).toMatch(/^ingestion\/management\/commands\/sync_callrail_calls\.py:\d+ unresolved: /m);
    const json = await synclint(['check', legacy, '--show-unresolved', '--output-format', 'json']);
    expect(json.stderr).toBe('');
    const { notifications } = JSON.parse(json.stdout) as JsonReport;
    expect(notifications).toContainEqual(
      expect.objectContaining({
        kind: 'unresolved',
        level: 'note',
        file: 'ingestion/management/commands/sync_callrail_calls.py',
      }),
    );
    expect((await jsonOf(legacy)).notifications.filter(({ kind }) => kind === 'unresolved')).toEqual([]);
  });

  test('--show-suppressed shows what a comment hides', async () => {
    const command = 'ingestion/management/commands/sync_arrivy_tasks.py';
    const folder = workshop.folder({
      'synclint.toml': 'extends = ["crm-sync"]\n',
      [command]: '# synclint: file-ignore[not-a-command] kept for its name\n',
    });
    const hidden = await synclint(['check', '--output-format', 'concise'], { cwd: folder });
    expect(hidden).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^No findings, 1 suppressed\./) as string,
    });
    const shown = await synclint(['check', '--output-format', 'concise', '--show-suppressed'], { cwd: folder });
    expect(shown.exitCode).toBe(0);
    expect(shown.stdout).toMatch(/not-a-command.*\(suppressed: kept for its name\)/);
  });

  test('--statistics counts by rule', async () => {
    const { exitCode, stdout } = await synclint(['check', legacy, '--statistics']);
    expect(stdout).toMatch(/^\s*\d+ {2}missing-required-flag +Required flag missing$/m);
    expect(stdout).not.toContain('help:');
    expect(exitCode).toBe(1);
  });

  test('--timing says how long it took, which nothing else does', async () => {
    expect((await jsonOf(clean)).stats.durationMs).toBeNull();
    expect((await jsonOf(clean, '--timing')).stats.durationMs).toBeGreaterThan(1);
    expect((await synclint(['check', clean, '--timing'])).stdout).toMatch(/ in \d+ ms;/);
  });

  test.each([
    { args: [], env: {}, coloured: false },
    { args: [], env: { FORCE_COLOR: '1' }, coloured: true },
    { args: [], env: { FORCE_COLOR: '0' }, coloured: false },
    { args: [], env: { FORCE_COLOR: '1', NO_COLOR: '1' }, coloured: false },
    { args: [], env: { FORCE_COLOR: '1', NO_COLOR: '' }, coloured: true },
    { args: ['--color', 'always'], env: { NO_COLOR: '1' }, coloured: true },
    { args: ['--color', 'never'], env: { FORCE_COLOR: '1' }, coloured: false },
  ])('colour is $coloured for $args and $env', async ({ args, env, coloured }) => {
    const { stdout } = await synclint(['check', legacy, ...args], { env });
    expect(stdout.includes('\u001b[')).toBe(coloured);
  });
});
