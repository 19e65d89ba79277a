import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { microsoftFindings, oasisErrors } from '../../src/testing/sarif-validators.ts';
import { compileIfStale } from './compiled.ts';
import { synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();
const toml = [
  'select = ["suppressions", "custom"]',
  '[[custom]]',
  'id = "print-in-sync"',
  'message = "`{name}` is seen by nobody"',
  `query = '((call (identifier) @name) @report (#eq? @name "print"))'`,
  '',
].join('\n');

beforeAll(compileIfStale);
afterAll(() => {
  workshop.clear();
});

function project(): string {
  return workshop.folder({
    'synclint.toml': toml,
    'a.py':
      'print(1)\nprint(2)  # synclint: ignore[print-in-sync] once\nx = 1  # synclint: ignore[print-in-sync] gone\n',
  });
}

test('the bundle finds what the query of a project describes', async () => {
  const { exitCode, stdout } = await synclint(['check', '--output-format', 'concise'], { cwd: project() });
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    'a.py:1:1 warning[print-in-sync] `print` is seen by nobody',
    'a.py:3:27 warning[unused-suppression] [*] no finding of `print-in-sync` is suppressed here',
    'Found 2 warnings, 1 suppressed; 1 fixable with `--fix`.',
  ]);
  expect(exitCode).toBe(1);
});

test('the rule can be selected and left out on the command line', async () => {
  const lines = async (...args: readonly string[]) =>
    (await synclint(['check', '--output-format', 'concise', ...args], { cwd: project() })).stdout;
  expect(await lines('--select', 'print-in-sync')).toContain('[print-in-sync]');
  expect(await lines('--select', 'custom')).toContain('[print-in-sync]');
  expect(await lines('--ignore', 'custom')).not.toContain('[print-in-sync]');
});

test('the rule is listed and explained', async () => {
  const cwd = project();
  expect((await synclint(['rules'], { cwd })).stdout).toMatch(/^print-in-sync +custom +warning +always +`\{name\}`/m);
  expect((await synclint(['rule', 'print-in-sync'], { cwd })).stdout).toContain('(#eq? @name "print")');
  const { stdout } = await synclint(['rule', '--all', '--output-format', 'json'], { cwd });
  const schema = JSON.parse(readFileSync('docs/schemas/rules.schema.json', 'utf8')) as object;
  expect(new Ajv2020({ strict: false }).validate(schema, JSON.parse(stdout))).toBe(true);
  expect((await synclint(['rule', 'print-in-sync', '--isolated'], { cwd })).exitCode).toBe(2);
});

test('the rules are listed also where the configuration is wrong, with what is wrong', async () => {
  const cwd = project();
  writeFileSync(join(cwd, 'synclint.toml'), toml.replace('@report', '@reports'));
  const { exitCode, stdout, stderr } = await synclint(['rules'], { cwd });
  expect(stdout).toContain('missing-required-flag');
  expect(stderr).toMatch(/^error: synclint\.toml:5:9: .*\nhelp: .*\nrules of the project itself are left out\n$/);
  expect(exitCode).toBe(0);
  expect((await synclint(['check'], { cwd })).exitCode).toBe(2);
});

test('SARIF describes the rule', async () => {
  const { stdout } = await synclint(['check', '--output-format', 'sarif'], { cwd: project() });
  expect(oasisErrors(stdout)).toEqual([]);
  expect(microsoftFindings([['custom', stdout]])).toEqual([]);
  expect(stdout).toContain('/docs/custom-rules.md');
});
