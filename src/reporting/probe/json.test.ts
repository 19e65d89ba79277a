import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { StoredProbeRun } from '../../core/stored-run.ts';
import { exampleProbeRun, manyCommands } from '../testing/example-probe-run.ts';
import { exampleContext } from '../testing/example-run.ts';
import { reporter as json } from './json.ts';

type JsonSchema = object & { readonly $defs: Readonly<Record<string, unknown>> };

const schema = readSchema('docs/schemas/probe.schema.json');
const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);

const parsed = (durationMs: number | null = null): StoredProbeRun =>
  JSON.parse(json(exampleProbeRun(), exampleContext({ durationMs }))) as StoredProbeRun;

describe('the json of a run of probes', () => {
  test.each([
    ['of the example', json(exampleProbeRun(), exampleContext())],
    ['with timing', json(exampleProbeRun(), exampleContext({ durationMs: 1834 }))],
    ['with suppressed findings', json(exampleProbeRun(), exampleContext({ showSuppressed: true }))],
    ['of many commands', json(manyCommands(49), exampleContext())],
    ['of none', json(exampleProbeRun({ commands: [], probes: [], findings: [] }), exampleContext())],
  ])('%s is what its schema says', (_title, text) => {
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  test('has its keys in the order of the contract, all of them present', () => {
    const { commands, ...output } = parsed();
    expect(Object.keys({ ...output, commands }).sort()).toEqual(
      'commands findings notifications probes record root run stats tool version'.split(' '),
    );
    for (const verdict of commands.flatMap(({ verdicts }) => verdicts)) {
      expect(Object.keys(verdict).join(' ')).toBe('probe outcome reason evidence trend durationMs');
    }
  });

  test('keeps what a run showed', () => {
    const [, tasks] = parsed().commands;
    const [evidence, second] = tasks?.verdicts[1]?.evidence ?? [];
    expect(evidence).toMatchObject({ file: 'ingestion/sync/arrivy/engines/tasks.py', line: 41 });
    expect(evidence?.stack.map((frame) => frame.function)).toEqual(['handle', 'run', null]);
    expect(evidence?.details).toMatchObject({ rows: 3, output: 'Syncing tasks\n3 tasks stored\n' });
    expect(second).toMatchObject({ file: null, line: null, stack: [], details: {} });
  });

  test('says how long everything took only when asked', () => {
    const durations = ({ record, commands }: StoredProbeRun) => [
      record.durationMs,
      ...commands.flatMap(({ verdicts }) => verdicts.map(({ durationMs }) => durationMs)),
    ];
    expect(new Set(durations(parsed()))).toEqual(new Set([null]));
    expect(durations(parsed(1834)).slice(0, 2)).toEqual([1834, 12]);
  });

  test('is refused by the schema where it contradicts itself', () => {
    const withVerdict = (change: object): unknown => {
      const run = parsed();
      const [command] = run.commands;
      const [verdict] = command?.verdicts ?? [];
      return { ...run, commands: [{ ...command, verdicts: [{ ...verdict, ...change }] }] };
    };
    expect(validate(withVerdict({}))).toBe(true);
    expect(validate(withVerdict({ outcome: 'falsified' }))).toBe(false);
    expect(validate(withVerdict({ outcome: 'passed' }))).toBe(false);
    expect(validate(withVerdict({ reason: 'because' }))).toBe(false);
    expect(validate(withVerdict({ outcome: 'inconclusive' }))).toBe(false);
    expect(validate(withVerdict({ outcome: 'inconclusive', reason: 'no fixture' }))).toBe(true);
    expect(validate(withVerdict({ trend: 'better' }))).toBe(false);
    expect(validate({ ...parsed(), record: { ...parsed().record, gates: undefined } })).toBe(false);
    expect(validate({ ...parsed(), run: { ...parsed().run, fence: 'none' } })).toBe(false);
  });
});

test('what a check and a run of probes have in common has one schema', () => {
  const { $defs } = readSchema('docs/schemas/check.schema.json');
  expect(Object.keys($defs).length).toBeGreaterThan(8);
  for (const [name, definition] of Object.entries($defs)) expect(schema.$defs[name]).toEqual(definition);
});

function readSchema(file: string): JsonSchema {
  return JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;
}
