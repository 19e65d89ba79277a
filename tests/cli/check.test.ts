import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tiny } from './bad-inputs/bad-input.ts';
import { compileIfStale, repository } from './compiled.ts';
import { manyCommands } from './many-commands.ts';
import { synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const clean = 'fixtures/projects/ingestion';
const legacy = 'fixtures/projects/ingestion-legacy';
const workshop = new Workshop();

beforeAll(compileIfStale);
afterAll(() => {
  workshop.clear();
});

describe('The sample projects', () => {
  test('The compliant one has no finding', async () => {
    const { exitCode, stdout, stderr } = await synclint(['check', clean]);
    expect(stdout).toMatch(/^No findings\.\nLooked at \d+ files and 49 commands/);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  test('The legacy one has findings', async () => {
    const { exitCode, stdout } = await synclint(['check', legacy, '--output-format', 'concise']);
    expect(stdout).toMatch(/error\[missing-required-flag\]/);
    expect(exitCode).toBe(1);
  });
});

describe('Equal input gives equal bytes', () => {
  const formats = ['full', 'json', 'sarif', 'github'];
  const outputOf = async (args: readonly string[], cwd = repository): Promise<string> =>
    (await synclint(['check', ...args], { cwd })).stdout;

  test.each(formats)('%s: from wherever and however the project is named', async (format) => {
    const relative = await outputOf([legacy, '--output-format', format]);
    const inside = await outputOf(['--output-format', format], join(repository, legacy));
    const absolute = await outputOf([join(repository, legacy), '--output-format', format], '/');
    expect(inside).toBe(relative);
    expect(absolute).toBe(relative);
    expect(relative).not.toContain(repository);
  });

  test.each(['small', 'large enough for threads'])(
    'whatever the number of threads, on a project that is %s',
    async (size) => {
      const folder = size === 'small' ? join(repository, legacy) : manyCommands(workshop, 60, 400);
      const args = ['--output-format', 'json', '--concurrency'];
      const one = await outputOf([...args, '1'], folder);
      expect(one).toContain('missing-required-flag');
      expect(await outputOf([...args, '2'], folder)).toBe(one);
      expect(await outputOf([...args, '7'], folder)).toBe(one);
      expect(await outputOf([...args, 'auto'], folder)).toBe(one);
    },
  );

  test('whatever the order of the paths', async () => {
    const paths = ['ingestion/management', 'ingestion/sync', 'ingestion/base', 'ingestion/models/arrivy.py'];
    const inOrder = await outputOf(paths, join(repository, legacy));
    expect(await outputOf([...paths].reverse(), join(repository, legacy))).toBe(inOrder);
    expect(await outputOf([...paths, ...paths], join(repository, legacy))).toBe(inOrder);
  });

  test('through a symbolic link to the project', async () => {
    const link = join(workshop.folder(), 'link');
    symlinkSync(join(repository, legacy), link);
    expect(await outputOf([link, '--output-format', 'json'])).toBe(await outputOf([legacy, '--output-format', 'json']));
  });
});

describe('Standard input', () => {
  const file = `${legacy}/ingestion/management/commands/sync_arrivy_all.py`;
  const text = readFileSync(join(repository, file), 'utf8');

  test('takes the place of the file, and only it is reported', async () => {
    const args = ['--output-format', 'concise'];
    const ofFile = await synclint(['check', file, ...args]);
    const ofInput = await synclint(['check', '-', '--stdin-filename', file, ...args], { input: text });
    expect(ofFile.stdout).toContain('sync_arrivy_all.py:18:7');
    expect(ofInput).toEqual(ofFile);
  });

  test('may be named by an absolute path, as editors do', async () => {
    const args = ['check', '-', '--stdin-filename', join(repository, file), '--output-format', 'concise'];
    const { exitCode, stdout } = await synclint(args, { cwd: '/', input: `\n${text}` });
    expect(stdout).toContain('ingestion/management/commands/sync_arrivy_all.py:19:7');
    expect(exitCode).toBe(1);
  });
});

describe('Without a configuration', () => {
  const note = 'preset crm-sync detected; write extends = ["crm-sync"] to synclint.toml to keep it\n';
  let folder = '';

  beforeAll(() => {
    folder = workshop.sample('ingestion-legacy');
    rmSync(join(folder, 'synclint.toml'));
  });

  test('a preset that fits is used, and one line says so', async () => {
    const { exitCode, stdout, stderr } = await synclint(['check', 'ingestion/'], { cwd: folder });
    expect(stderr).toBe(note);
    expect(stdout).toContain('error[missing-required-flag]');
    expect(stdout).not.toContain('preset-detected');
    expect(exitCode).toBe(1);
  });

  test('programs find it among the notifications', async () => {
    const { stdout } = await synclint(['check', '--output-format', 'json'], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ notifications: [{ kind: 'preset-detected', level: 'note' }] });
  });

  test('a quiet run keeps it to itself', async () => {
    expect((await synclint(['check', '-q'], { cwd: folder })).stderr).toBe('');
  });

  test('a named preset is not detected again', async () => {
    const { stderr } = await synclint(['check', '--preset', 'crm-sync'], { cwd: folder });
    expect(stderr).toBe('');
  });

  test('an isolated run looks at the general rules only', async () => {
    const { exitCode, stdout, stderr } = await synclint(['check', '--isolated'], { cwd: folder });
    expect(stderr).toBe('');
    expect(stdout).not.toContain('[missing-required-flag]');
    const ids = [...stdout.matchAll(/^\S+ (?:error|warning|note)\[([\w-]+)\]/gm)].map(([, id = '']) => id);
    expect([...new Set(ids)].sort()).toEqual([
      'abstract-instantiation',
      'bad-signature',
      'conflicting-flag',
      'effect-in-dry-run',
      'ignored-dry-run',
      'mismatched-result-keys',
      'missing-method',
      'omitted-super-add-arguments',
      'unknown-model-field',
      'unregistered-option',
      'unresolvable-import',
    ]);
    expect(exitCode).toBe(1);
  });

  test('a project that no preset fits is told how to choose one', async () => {
    const { exitCode, stderr } = await synclint(['check'], { cwd: workshop.folder(tiny) });
    expect(stderr).toMatch(/^no configuration and no preset that fits: .*--preset.*\n$/);
    expect(exitCode).toBe(0);
  });
});

describe('Rules', () => {
  const idsOf = async (...args: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await synclint(['check', legacy, '--output-format', 'json', ...args]);
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly rule: string }[] };
    return [...new Set(findings.map(({ rule }) => rule))].sort();
  };

  test('--select runs these only; lists and repetitions add up', async () => {
    const layers = ['cross-system-import', 'io-outside-client', 'layer-cycle', 'skipped-layer', 'upward-import'];
    const expected = [...layers, 'write-in-command', 'unknown-history-status'].sort();
    expect(await idsOf('--select', 'layers,unknown-history-status')).toEqual(expected);
    expect(
      await idsOf('--select', '{cross,io,layer,upward,skipped,write}-*', '--select', 'unknown-history-status'),
    ).toEqual(expected);
  });

  test('--ignore leaves out, --extend-select adds', async () => {
    expect(await idsOf('--select', 'layers', '--ignore', '{cross,io,layer,upward,write}-*')).toEqual(['skipped-layer']);
    expect(await idsOf('--select', 'upward-import', '--extend-select', 'skipped-layer')).toEqual([
      'skipped-layer',
      'upward-import',
    ]);
  });

  test('--config key=value configures', async () => {
    const args = ['check', legacy, '--select', 'skipped-layer', '--output-format', 'concise'];
    const { exitCode, stdout } = await synclint([...args, '--config', 'rules.skipped-layer.severity="note"']);
    expect(stdout).toContain('note[skipped-layer]');
    expect(exitCode).toBe(0);
  });
});

describe('The exit code', () => {
  const warnings = ['check', legacy, '--select', 'skipped-layer'];
  const codeOf = async (...args: readonly string[]): Promise<number | undefined> =>
    (await synclint([...warnings, ...args])).exitCode;

  test('counts findings from --fail-on', async () => {
    expect(await codeOf()).toBe(1);
    expect(await codeOf('--fail-on', 'warning')).toBe(1);
    expect(await codeOf('--fail-on', 'error')).toBe(0);
  });

  test('counts warnings above --max-warnings, also when only errors fail', async () => {
    expect(await codeOf('--max-warnings', '0')).toBe(1);
    expect(await codeOf('--fail-on', 'error', '--max-warnings', '0')).toBe(1);
    expect(await codeOf('--max-warnings', '1000')).toBe(0);
    expect(await codeOf('--fail-on', 'warning', '--max-warnings', '1000')).toBe(1);
  });

  test('is 0 for findings with --exit-zero, and still 2 for what could not be looked at', async () => {
    expect(await codeOf('--exit-zero')).toBe(0);
    const folder = workshop.folder({ ...tiny, 'x.py': '\0' });
    expect((await synclint(['check', '--exit-zero'], { cwd: folder })).exitCode).toBe(2);
    expect((await synclint(['check', '--exit-zero'], { cwd: workshop.folder() })).exitCode).toBe(2);
  });

  test('is 2 where a file could not be read, and the findings are reported all the same', async () => {
    const folder = workshop.sample('ingestion-legacy');
    writeFileSync(join(folder, 'ingestion/broken.py'), '\0');
    const { exitCode, stdout } = await synclint(['check', '--no-cache', '--output-format', 'json'], { cwd: folder });
    expect(exitCode).toBe(2);
    expect((JSON.parse(stdout) as { findings: unknown[] }).findings.length).toBeGreaterThan(40);
    expect(existsSync(join(folder, '.synclint'))).toBe(false);
  });
});
