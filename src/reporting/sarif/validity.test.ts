import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../core/finding.ts';
import type { Notification } from '../../core/notification.ts';
import { microsoftFindings, oasisErrors, oasisSchema } from '../../testing/sarif-validators.ts';
import { at, cleanRun, exampleContext, exampleRun, missingFlag, syncField } from '../testing/example-run.ts';
import { githubLimits } from './limits.ts';
import { logBuilder } from './log.ts';
import { reporter as sarif } from './sarif.ts';

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
const kinds = [
  'unreadable-file',
  'unwritten-file',
  'rule-crash',
  'unresolved',
  'preset-detected',
  'not-selected',
  'removed-command',
  'truncated-output',
] as const;
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
  test('is the published one', () => {
    const checksum = createHash('sha256').update(readFileSync(oasisSchema)).digest('hex');
    expect(readFileSync('sarif-schemas/README.md', 'utf8')).toContain(checksum);
  });

  test.each(logs)('accepts a log %s', (_title, log) => {
    expect(oasisErrors(log)).toEqual([]);
  });

  test('refuses a log that was tampered with', () => {
    const log = JSON.parse(sarif(exampleRun(), exampleContext())) as Log;
    expect(oasisErrors(JSON.stringify({ ...log, version: '2.0.0' }))).not.toEqual([]);
  });
});

describe("Microsoft's validator", () => {
  test('finds neither an error nor a warning in any of the logs', () => {
    expect(microsoftFindings(logs)).toEqual([]);
  });

  test('finds the error in a log that has one', () => {
    const broken = sarif(exampleRun(), exampleContext()).replace('"ruleIndex": 1', '"ruleIndex": 7');
    expect(microsoftFindings([['broken', broken]])).not.toEqual([]);
  });
});
