import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../core/finding.ts';
import type { Notification } from '../../core/notification.ts';
import { at, cleanRun, exampleContext, exampleRun, missingFlag, syncField } from '../testing/example-run.ts';
import { githubLimits } from './limits.ts';
import { logBuilder } from './log.ts';
import { reporter as sarif } from './sarif.ts';

const schemaFile = 'sarif-schemas/sarif-schema-2.1.0.errata01.json';

const awkward: Finding = {
  ...missingFlag,
  message: 'a [link](9) to {0} with "quotes"\nand \u0007 a bell',
  at: at('ü b/100%#1?.py', 1, 1, 1, 1),
  fix: {
    title: 'Insert a line',
    applicability: 'safe',
    edits: [{ at: at('ü b/100%#1?.py', 1, 1, 1, 1), replacement: '# x\n' }],
  },
};
const kinds = ['unreadable-file', 'rule-crash', 'unresolved', 'preset-detected', 'truncated-output'] as const;
const notifications = kinds.map((kind): Notification => ({ level: 'error', kind, message: `about ${kind}` }));

const logs: readonly (readonly [string, string])[] = [
  ['of the example', sarif(exampleRun(), exampleContext({ repositoryPrefix: 'backend/' }))],
  ['of a clean run', sarif(cleanRun(), exampleContext({ exitCode: 0 }))],
  ['of a run without rules', sarif({ ...cleanRun(), rules: [] }, exampleContext())],
  ['with suppressed findings', sarif(exampleRun(), exampleContext({ showSuppressed: true }))],
  [
    'with awkward text',
    sarif(exampleRun({ findings: [awkward, syncField], notifications }), exampleContext({ exitCode: 2 })),
  ],
  ['that was cut', JSON.stringify(logBuilder(exampleRun(), exampleContext(), { ...githubLimits, results: 1 }).log(1))],
];

describe('the OASIS schema', () => {
  const text = readFileSync(schemaFile, 'utf8');
  const schema = JSON.parse(text) as object;
  const ajv = new AjvDraft04.default({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);

  test('is the published one', () => {
    const checksum = createHash('sha256').update(text).digest('hex');
    expect(readFileSync('sarif-schemas/README.md', 'utf8')).toContain(checksum);
  });

  test.each(logs)('accepts a log %s', (_title, log) => {
    expect(validate(JSON.parse(log)), JSON.stringify(validate.errors)).toBe(true);
  });

  test('refuses a log that was tampered with', () => {
    const log = JSON.parse(sarif(exampleRun(), exampleContext())) as Log;
    expect(validate({ ...log, version: '2.0.0' })).toBe(false);
  });
});

describe("Microsoft's validator", () => {
  test('finds neither an error nor a warning in any of the logs', () => {
    expect(validatorFindings(logs)).toEqual([]);
  });

  test('finds the error in a log that has one', () => {
    const broken = sarif(exampleRun(), exampleContext()).replace('"ruleIndex": 1', '"ruleIndex": 7');
    expect(validatorFindings([['broken', broken]])).not.toEqual([]);
  });
});

/** The validator's errors and warnings, as texts; its exit code says nothing. */
function validatorFindings(inputs: typeof logs): string[] {
  const binary: unknown = createRequire(import.meta.url)('@microsoft/sarif-multitool');
  if (typeof binary !== 'string') throw new TypeError('the validator has no binary for this system');
  chmodSync(binary, 0o755);
  const folder = mkdtempSync(join(tmpdir(), 'synclint-sarif-'));
  try {
    inputs.forEach(([, text], index) => {
      writeFileSync(join(folder, `${index}.sarif`), text);
    });
    const output = join(folder, 'output.json');
    const options = [
      '--rule-kind',
      'Sarif;Ghas',
      '--level',
      'Error;Warning',
      '--output',
      output,
      '--log',
      'ForceOverwrite',
    ];
    const stdout = execFileSync(binary, ['validate', join(folder, '*.sarif'), ...options], { encoding: 'utf8' });
    const report = JSON.parse(readFileSync(output, 'utf8')) as Log;
    expect(stdout).toContain(`${inputs.length} files scanned`);
    return (report.runs[0]?.results ?? []).map(
      ({ ruleId, message, locations }) =>
        `${ruleId ?? ''} ${message.id ?? ''} ${(message.arguments ?? []).join(' ')} ${locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? ''}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
