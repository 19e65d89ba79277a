import { expect, test } from 'vitest';
import { fingerprint, ruleId } from '../../core/finding.ts';
import { filePath } from '../../core/location.ts';
import type { Fixable } from '../../fixing/apply-fixes.ts';
import { soundFixes, type Trial } from './sound-fixes.ts';

const file = filePath('a.py');
const other = filePath('b.py');
const text = 'abc\ndef\nghi\n';

/** Puts `replacement` into the place of a line. */
function fixable(line: number, replacement: string, where = file): Fixable {
  const at = { file: where, region: { startLine: line, startColumn: 1, endLine: line, endColumn: 4 } };
  return {
    ruleId: ruleId('some-rule'),
    messageId: 'some',
    message: '',
    data: {},
    severity: 'error',
    confidence: 'certain',
    at,
    related: [],
    flow: [],
    fingerprint: fingerprint(replacement),
    fix: { title: 'Change it', applicability: 'safe', edits: [{ at, replacement }] },
  };
}

/** A text with as many `(` as `)` parses. */
const trial: Trial = (_, changed) =>
  changed.split('(').length === changed.split(')').length
    ? { bytes: Buffer.from(changed) }
    : { refused: 'rule-crash', reason: 'it does not parse' };

function run(findings: readonly Fixable[]) {
  const { texts, applied, refused } = soundFixes(findings, () => text, trial);
  const written = Object.fromEntries([...texts].map(([name, bytes]) => [name, bytes.toString()]));
  return { written, applied, refused };
}

test('a fix that spoils its file is refused, and the others are applied', () => {
  const [first, spoiling, elsewhere] = [fixable(1, 'ABC'), fixable(2, 'D('), fixable(2, 'DEF', other)];
  expect(run([first, spoiling, elsewhere])).toEqual({
    written: { 'a.py': 'ABC\ndef\nghi\n', 'b.py': 'abc\nDEF\nghi\n' },
    applied: [first, elsewhere],
    refused: [{ finding: spoiling, kind: 'rule-crash', reason: 'it does not parse' }],
  });
});

test('two that are sound together only are applied together', () => {
  const halves = [fixable(1, '(bc'), fixable(3, 'gh)')];
  expect(run(halves)).toMatchObject({ written: { 'a.py': '(bc\ndef\ngh)\n' }, refused: [] });
  expect(run(halves.slice(0, 1))).toMatchObject({ written: {}, refused: [{ finding: halves[0] }] });
});

test('two that spoil a file together only are applied one after the other', () => {
  const onlyOne: Trial = (_, changed) =>
    changed.includes('A') && changed.includes('G')
      ? { refused: 'rule-crash', reason: 'it does not parse' }
      : { bytes: Buffer.from(changed) };
  const [first, second] = [fixable(1, 'A'), fixable(3, 'G')];
  expect(soundFixes([first, second], () => text, onlyOne)).toMatchObject({ applied: [first], refused: [] });
});
