import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validateNames } from '../scripts/new-rule/names.ts';

const taken = [{ family: 'flags', id: 'missing-required-flag' }];

describe('the names of a new rule', () => {
  test.each([
    [{ family: 'flags', id: 'ignored-flag' }, []],
    [{ family: 'new-family', id: 'ignored-flag' }, []],
    [{ family: 'flags', id: 'no-ignored-flag' }, ['id `no-ignored-flag`: name the flaw, without `no-`']],
    [{ family: 'flags', id: 'IgnoredFlag' }, [expect.stringContaining('lower-case words')]],
    [{ family: 'flags', id: 'ignored' }, [expect.stringContaining('two lower-case words or more')]],
    [{ family: 'flags', id: 'flags/ignored' }, [expect.stringContaining('no folders')]],
    [{ family: '../flags', id: 'ignored-flag' }, [expect.stringContaining('family `../flags`')]],
    [{ family: 'state', id: 'missing-required-flag' }, [expect.stringContaining('is taken by rules/flags/')]],
    [{ family: 'flag-pairs', id: 'flag-pairs' }, ['id `flag-pairs` is the name of a family']],
    [{ family: 'missing-required-flag', id: 'other-flaw' }, ['family `missing-required-flag` is the id of a rule']],
  ])('%j', (names, problems) => {
    expect(validateNames({ ...names, title: 'Some title' }, taken)).toEqual(problems);
  });

  test.each(['', 'small', 'Ends in a stop.', 'Two\nlines'])('the title %j is refused', (title) => {
    expect(validateNames({ family: 'flags', id: 'ignored-flag', title }, taken)).toHaveLength(1);
  });
});

describe('a new rule', () => {
  const copy = mkdtempSync(join(tmpdir(), 'synclint-new-rule-'));

  beforeAll(() => {
    for (const path of ['src', 'rules', 'scripts', 'tests', 'docs', 'fixtures']) {
      cpSync(path, join(copy, path), { recursive: true });
    }
    // In a worktree `.git` is a file, and with it the copy would commit into this repository.
    const configuration = readdirSync('.').filter((name) => name !== '.git' && statSync(name).isFile());
    for (const file of configuration) cpSync(file, join(copy, file));
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    script('gen/main.ts');
    git('init', '--quiet');
    git('add', '--all');
    git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'As it is');
  }, 60_000);

  afterAll(() => {
    rmSync(copy, { recursive: true });
  });

  test('is two files, and nothing else is written', () => {
    expect(script('new-rule.ts', 'flags', 'unclear-flag', "Flag that's unclear").status).toBe(0);
    expect(changes()).toEqual(['?? fixtures/rules/unclear-flag/manage.py', '?? rules/flags/unclear-flag.ts']);
    expect(readFileSync(join(copy, 'rules/flags/unclear-flag.ts'), 'utf8')).toContain('Flag that');
  });

  test('is not written over', () => {
    const again = script('new-rule.ts', 'state', 'unclear-flag');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('id `unclear-flag` is taken by rules/flags/unclear-flag.ts');
  });

  test('is documented by what is generated', () => {
    expect(script('gen/main.ts').stderr).toBe('');
    expect(changes()).toEqual([
      ' M docs/rules/README.md',
      '?? docs/rules/unclear-flag.md',
      '?? fixtures/rules/unclear-flag/manage.py',
      '?? rules/flags/unclear-flag.ts',
    ]);
  });

  test('is listed and explained by the program', () => {
    const list = program('tsx/dist/cli.mjs', 'src/cli/start.ts', 'rules');
    expect(list.stdout, list.stderr).toContain('unclear-flag');
    const page = program('tsx/dist/cli.mjs', 'src/cli/start.ts', 'rule', 'unclear-flag');
    expect(page.stdout, page.stderr).toContain('PlaceholderRecord');
  });

  test('compiles, and has the style of the house', () => {
    const style = program('prettier/bin/prettier.cjs', '--check', 'rules/flags/unclear-flag.ts');
    expect(style.status, style.stderr).toBe(0);
    const types = program('typescript/bin/tsc', '-p', 'tsconfig.json');
    expect(types.stdout).not.toContain('unclear-flag');
  });

  test('is tested by the tests that are there', () => {
    const run = program('vitest/vitest.mjs', 'run', 'conformance', '-t', 'unclear-flag', '--reporter=json');
    const report = JSON.parse(run.stdout) as { readonly numPassedTests: number; readonly numFailedTests: number };
    expect(report.numFailedTests, run.stdout).toBe(0);
    expect(report.numPassedTests).toBeGreaterThan(0);
  });

  function script(name: string, ...args: readonly string[]) {
    return program('tsx/dist/cli.mjs', join('scripts', name), ...args);
  }

  function program(path: string, ...args: readonly string[]) {
    // vitest in vitest: the inner one must not believe that it is a worker of the outer one.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
    return spawnSync(process.execPath, [join(copy, 'node_modules', path), ...args], {
      cwd: copy,
      env,
      encoding: 'utf8',
    });
  }

  function git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: copy, encoding: 'utf8' });
  }

  function changes(): readonly string[] {
    const lines = git('status', '--porcelain', '--untracked-files=all').split('\n');
    return lines.filter((line) => line !== '').sort();
  }
});
