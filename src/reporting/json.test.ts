import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { CheckRun } from '../core/run.ts';
import { reporter as jsonLines } from './json-lines.ts';
import { reporter as json } from './json.ts';
import type { ReportContext } from './reporter.ts';
import { cleanRun, exampleContext, exampleRun, missingFlag } from './testing/example-run.ts';

const schema = JSON.parse(readFileSync('docs/schemas/check.schema.json', 'utf8')) as object;
const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(schema);

type Output = Record<string, unknown> & {
  findings: Record<string, unknown>[];
  notifications: Record<string, unknown>[];
};

function parsed(run: CheckRun, context: Partial<ReportContext> = {}): Output {
  return JSON.parse(json(run, exampleContext(context))) as Output;
}

describe('the json format', () => {
  test.each([
    ['of a run with findings', exampleRun(), {}],
    ['of a clean run', cleanRun(), {}],
    ['with suppressed findings and timing', exampleRun(), { showSuppressed: true, durationMs: 12.5 }],
  ])('%s is what its schema says', (_title, run, context) => {
    expect(validate(parsed(run, context)), JSON.stringify(validate.errors)).toBe(true);
  });

  test('is refused by the schema when a key lacks, is new, or has another type', () => {
    const withoutRoot = { ...parsed(exampleRun()), root: undefined };
    const [finding] = parsed(exampleRun()).findings;
    const withoutVerdict = { ...finding, verdict: undefined };
    const withFinding = (other: object) => ({ ...parsed(exampleRun()), findings: [other] });
    expect(validate(withoutRoot)).toBe(false);
    expect(validate({ ...parsed(exampleRun()), extra: 1 })).toBe(false);
    expect(validate(withFinding(withoutVerdict))).toBe(false);
    expect(validate(withFinding({ ...finding, line: 0 }))).toBe(false);
    expect(validate(withFinding({ ...finding, severity: 'info' }))).toBe(false);
    expect(validate(withFinding({ ...finding, fix: {} }))).toBe(false);
    expect(validate(withFinding({ ...finding, file: '/etc/passwd' }))).toBe(false);
    expect(validate(withFinding({ ...finding }))).toBe(true);
  });

  test('has its keys in the order of the contract, all of them present', () => {
    const output = parsed(exampleRun());
    expect(Object.keys(output)).toEqual(['version', 'tool', 'root', 'findings', 'notifications', 'stats']);
    for (const finding of output.findings) {
      expect(Object.keys(finding).join(' ')).toBe(
        'rule messageId message severity confidence file line column endLine endColumn subject data related flow fix fingerprint verdict',
      );
    }
    expect(output.findings.map(({ fix, subject }) => [fix === null, subject === null])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test('leaves suppressed findings out unless asked, and then says of each finding whether it is', () => {
    expect(parsed(exampleRun()).findings).toHaveLength(2);
    expect(parsed(exampleRun(), { showSuppressed: true }).findings.map(({ suppressed }) => suppressed)).toEqual([
      null,
      { kind: 'inline', reason: 'the source has this column' },
      null,
    ]);
  });

  test('gives null for the place of a notification that has none', () => {
    const run = exampleRun({ notifications: [{ level: 'note', kind: 'preset-detected', message: 'crm-sync' }] });
    expect(parsed(run).notifications).toEqual([
      { level: 'note', kind: 'preset-detected', message: 'crm-sync', file: null, line: null },
    ]);
  });

  test('holds no control character but line ends, and still says the same', () => {
    const message = String.fromCodePoint(0x1b, 0x9b, 0x7f, 0x2028, 9, 10);
    const run = exampleRun({ findings: [{ ...missingFlag, message }] });
    const output = json(run, exampleContext());
    expect(output.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u2028/u);
    expect(parsed(run).findings[0]?.['message']).toBe(message);
  });
});

test('json-lines has the findings of json, then notifications and statistics', () => {
  const lines = jsonLines(exampleRun(), exampleContext()).trimEnd().split('\n');
  const values = lines.map((line): unknown => JSON.parse(line));
  const { findings, notifications, stats } = parsed(exampleRun());
  expect(values).toEqual([...findings, { notifications, stats }]);
});
