import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validateProbe } from '../scripts/new-probe/names.ts';
import { RepositoryCopy } from './repository-copy.ts';

const taken = { probes: ['command-loads'], rules: ['missing-required-flag'] };

test.each([
  [{ id: 'stops-in-time' }, []],
  [{ id: 'StopsInTime' }, [expect.stringContaining('lower-case words')]],
  [{ id: 'stops' }, [expect.stringContaining('two lower-case words or more')]],
  [{ id: '../stops-in-time' }, [expect.stringContaining('no folders')]],
  [{ id: 'command-loads' }, [expect.stringContaining('is taken by probes/command-loads.ts')]],
  [{ id: 'missing-required-flag' }, ['id `missing-required-flag` is the id of a rule']],
  [{ id: 'stops-in-time', title: 'Ends in a stop.' }, [expect.stringContaining('no stop at its end')]],
])('the names of a new probe: %j', (names, problems) => {
  expect(validateProbe({ title: 'Some title', ...names }, taken)).toEqual(problems);
});

// Types of everything are checked, and other tests run at the same time.
describe('a new probe', { timeout: 240_000 }, () => {
  const copy = new RepositoryCopy();
  const files = [
    'fixtures/probes/stops-in-time/observations.json',
    'probes/stops-in-time.py',
    'probes/stops-in-time.ts',
  ];

  beforeAll(() => {
    copy.make();
  }, 120_000);

  afterAll(() => {
    copy.remove();
  }, 120_000);

  test('is two files and a fixture, and nothing else is written', () => {
    const { status, stderr } = copy.script('new-probe.ts', 'stops-in-time', "A run that's late is stopped");
    expect(status, stderr).toBe(0);
    expect(copy.changes()).toEqual(files.map((file) => `?? ${file}`));
  });

  test('is not written over', () => {
    const again = copy.script('new-probe.ts', 'stops-in-time');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('id `stops-in-time` is taken by probes/stops-in-time.ts');
  });

  test('is documented by what is generated', () => {
    expect(copy.script('gen/main.ts').stderr).toBe('');
    const generated = [' M docs/probes/README.md', '?? docs/probes/stops-in-time.md'];
    expect(copy.changes()).toEqual([...generated, ...files.map((file) => `?? ${file}`)].sort());
  });

  test('is explained and planned by the program', () => {
    const page = copy.synclint('rule', 'stops-in-time');
    expect(page.stdout, page.stderr).toContain('falsified: a placeholder is printed');
    const args = ['--only', 'stops-in-time', '--plan', '--config', 'fixtures/projects/ingestion/synclint.toml'];
    const plan = copy.synclint('probe', 'commands', 'sync_arrivy_customers', ...args);
    expect(plan.stdout, plan.stderr).toContain('  run (no arguments)\n      = stops-in-time\n');
  });

  test('compiles, and has the style of the house', () => {
    const style = copy.program('prettier/bin/prettier.cjs', '--check', 'probes/stops-in-time.ts');
    expect(style.status, style.stderr).toBe(0);
    const types = copy.program('typescript/bin/tsc', '-p', 'tsconfig.json');
    expect(types.stdout).not.toContain('stops-in-time');
  });

  test('is tested by the tests that are there', () => {
    const run = copy.program(
      'vitest/vitest.mjs',
      'run',
      'probes-conformance',
      '-t',
      'stops-in-time',
      '--reporter=json',
    );
    const report = JSON.parse(run.stdout) as { readonly numPassedTests: number; readonly numFailedTests: number };
    expect(report.numFailedTests, run.stdout).toBe(0);
    expect(report.numPassedTests).toBeGreaterThan(0);
  });
});
