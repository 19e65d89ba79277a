import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleId } from '../core/finding.ts';
import { filePath } from '../core/location.ts';
import { addSuppression, type IsComment } from './add-suppression.ts';
import { placeEdits, replaceAll } from './text-edits.ts';

const anywhere: IsComment = () => true;
const comment = '# synclint: ignore[custom-sync-field] the source sends it';

/** The text after a finding on these lines was suppressed. */
function suppressed(text: string, startLine: number, endLine = startLine, isComment = anywhere): string | undefined {
  const at = { file: filePath('a.py'), region: { startLine, startColumn: 1, endLine, endColumn: 2 } };
  const edit = addSuppression(text, { at, ruleId: ruleId('custom-sync-field') }, 'the source sends it', isComment);
  const placed = edit === undefined ? undefined : placeEdits(text, [edit]);
  return placed === undefined ? undefined : replaceAll(text, placed);
}

/** As a parser would refuse it behind a line. */
const notBehind =
  (code: string): IsComment =>
  (text) =>
    !text.includes(`${code}  #`);

describe('A suppression', () => {
  test('stands behind the code', () => {
    expect(suppressed('a\nb = 1\nc\n', 2)).toBe(`a\nb = 1  ${comment}\nc\n`);
  });

  test('takes the place of blanks behind the code', () => {
    expect(suppressed('b = 1   \n', 1)).toBe(`b = 1  ${comment}\n`);
  });

  test('stands behind other comments', () => {
    expect(suppressed('b = 1  # noqa: E501\n', 1)).toBe(`b = 1  # noqa: E501  ${comment}\n`);
  });

  test('stands above a line that would grow too long, as far in', () => {
    const long = `    value = "${'x'.repeat(80)}"`;
    expect(suppressed(`def f():\n${long}\n`, 2)).toBe(`def f():\n    ${comment}\n${long}\n`);
  });

  test('stands above a line behind which no comment can stand', () => {
    expect(suppressed('x = """\n"""\n', 1, 2, notBehind('"""'))).toBe(`${comment}\nx = """\n"""\n`);
  });

  test('keeps the line ends of the file', () => {
    expect(suppressed('x = """\r\n"""\r\n', 1, 2, notBehind('"""'))).toBe(`${comment}\r\nx = """\r\n"""\r\n`);
  });

  test('stands behind the last line where there is no other place', () => {
    const onlyLast: IsComment = (text) => text.endsWith(`"""  ${comment}\n`);
    expect(suppressed('a = \\\n"""\nx\n"""\n', 2, 4, onlyLast)).toBe(`a = \\\n"""\nx\n"""  ${comment}\n`);
  });

  test('is the only line of an empty file', () => {
    expect(suppressed('', 1)).toBe(comment);
  });

  test.each(['#!/usr/bin/env python\nimport os\n', '#!/usr/bin/env python'])(
    'does not spoil a first line that starts a program: %j',
    (text) => {
      expect(suppressed(text, 1)).toBeUndefined();
    },
  );

  test('does not push a declaration of the encoding out of its line', () => {
    const text = '# coding: latin-1\nx = """\n"""\n';
    expect(suppressed(text, 2, 2, notBehind('"""'))).toBeUndefined();
  });

  test('is not made where it would be none', () => {
    expect(suppressed('x = 1\n', 1, 1, () => false)).toBeUndefined();
  });

  test('only adds to the text, whatever this is', () => {
    const line = fc.string({ maxLength: 130 }).map((text) => text.replaceAll(/[\r\n]/g, ''));
    const text = fc
      .tuple(fc.array(line, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n', '\r'))
      .map(([lines, end]) => lines.join(end));
    fc.assert(
      fc.property(text, fc.nat(4), (before, index) => {
        const lines = before.split(/\r\n|\n|\r/);
        const after = suppressed(before, (index % lines.length) + 1);
        if (after === undefined) return;
        const rest = after.replace(comment, '').split(/\r\n|\n|\r/);
        const bare = (all: readonly string[]) => all.map((one) => one.trim()).filter((one) => one !== '');
        expect(bare(rest)).toEqual(bare(lines));
      }),
    );
  });
});
