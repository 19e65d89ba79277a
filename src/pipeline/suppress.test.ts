import { expect, test } from 'vitest';
import { fingerprint, ruleId, type Finding } from '../core/finding.ts';
import { filePath } from '../core/location.ts';
import { suppressionOf } from './suppress.ts';

function findingOn(startLine: number): Finding {
  return {
    ruleId: ruleId('custom-sync-field'),
    messageId: 'field',
    message: '',
    data: {},
    severity: 'warning',
    confidence: 'certain',
    at: { file: filePath('a.py'), region: { startLine, startColumn: 1, endLine: startLine, endColumn: 2 } },
    related: [],
    flow: [],
    fingerprint: fingerprint(''),
  };
}

const lineOf = async (text: string, line: number) =>
  (await suppressionOf(findingOn(line), text, 'reason'))?.at.region.startLine;
const isAlone = async (text: string, line: number) =>
  (await suppressionOf(findingOn(line), text, 'reason'))?.replacement.endsWith('\n');

test('A suppression stands behind code', async () => {
  expect([await lineOf('a = 1\nb = 2\n', 2), await isAlone('a = 1\nb = 2\n', 2)]).toEqual([2, false]);
});

test('A suppression stands above a line that ends within a string', async () => {
  const text = 'a = 1\nb = """\n"""\n';
  expect([await lineOf(text, 2), await isAlone(text, 2)]).toEqual([2, true]);
});

test('A suppression stands above a line that is continued by a backslash', async () => {
  const text = 'a = 1\nb = 2 + \\\n  3\n';
  expect([await lineOf(text, 2), await isAlone(text, 2)]).toEqual([2, true]);
});

test('There is no suppression within a string', async () => {
  expect(await suppressionOf(findingOn(3), 'a = """\nx\ny\nz\n"""\n', 'reason')).toBeUndefined();
});

test('A file that does not parse anyway can be suppressed too', async () => {
  expect(await lineOf('def (:\nb = 2\n', 2)).toBe(2);
});
