import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validateNames } from '../scripts/new-rule/names.ts';
import { RepositoryCopy } from './repository-copy.ts';

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

// Types of everything are checked, and other tests run at the same time.
describe('a new rule', { timeout: 240_000 }, () => {
  const copy = new RepositoryCopy();

  beforeAll(() => {
    copy.make();
  }, 120_000);

  afterAll(() => {
    copy.remove();
  }, 120_000);

  test('is two files, and nothing else is written', () => {
    expect(copy.script('new-rule.ts', 'flags', 'unclear-flag', "Flag that's unclear").status).toBe(0);
    expect(copy.changes()).toEqual(['?? fixtures/rules/unclear-flag/manage.py', '?? rules/flags/unclear-flag.ts']);
    expect(readFileSync(join(copy.path, 'rules/flags/unclear-flag.ts'), 'utf8')).toContain('Flag that');
  });

  test('is not written over', () => {
    const again = copy.script('new-rule.ts', 'state', 'unclear-flag');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('id `unclear-flag` is taken by rules/flags/unclear-flag.ts');
  });

  test('is documented by what is generated', () => {
    expect(copy.script('gen/main.ts').stderr).toBe('');
    expect(copy.changes()).toEqual([
      ' M docs/rules/README.md',
      '?? docs/rules/unclear-flag.md',
      '?? fixtures/rules/unclear-flag/manage.py',
      '?? rules/flags/unclear-flag.ts',
    ]);
  });

  test('is listed and explained by the program', () => {
    const list = copy.synclint('rules');
    expect(list.stdout, list.stderr).toContain('unclear-flag');
    const page = copy.synclint('rule', 'unclear-flag');
    expect(page.stdout, page.stderr).toContain('PlaceholderRecord');
  });

  test('compiles, and has the style of the house', () => {
    const style = copy.program('prettier/bin/prettier.cjs', '--check', 'rules/flags/unclear-flag.ts');
    expect(style.status, style.stderr).toBe(0);
    const types = copy.program('typescript/bin/tsc', '-p', 'tsconfig.json');
    expect(types.stdout).not.toContain('unclear-flag');
  });

  test('is tested by the tests that are there', () => {
    const run = copy.program('vitest/vitest.mjs', 'run', 'conformance', '-t', 'unclear-flag', '--reporter=json');
    const report = JSON.parse(run.stdout) as { readonly numPassedTests: number; readonly numFailedTests: number };
    expect(report.numFailedTests, run.stdout).toBe(0);
    expect(report.numPassedTests).toBeGreaterThan(0);
  });
});
