import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint, ruleId, type Finding } from '../../core/finding.ts';
import { filePath } from '../../core/location.ts';
import { placeEdits, replaceAll } from '../../fixing/text-edits.ts';
import { suppressionOf } from './suppress.ts';

const known = { ids: new Set(['custom-sync-field']), today: '2026-06-01' };
const comment = '# synclint: ignore[custom-sync-field] the source sends it';

function findingOn(startLine: number, endLine = startLine): Finding {
  return {
    ruleId: ruleId('custom-sync-field'),
    messageId: 'field',
    message: '',
    data: {},
    severity: 'warning',
    confidence: 'certain',
    at: { file: filePath('a.py'), region: { startLine, startColumn: 1, endLine, endColumn: 2 } },
    related: [],
    flow: [],
    fingerprint: fingerprint(''),
  };
}

/** The text after a finding on these lines was suppressed. */
async function suppressed(text: string, startLine: number, endLine = startLine): Promise<string | undefined> {
  const edit = await suppressionOf(findingOn(startLine, endLine), text, 'the source sends it', known);
  const placed = edit === undefined ? undefined : placeEdits(text, [edit]);
  return placed === undefined ? undefined : replaceAll(text, placed);
}

const lineOf = async (text: string, line: number) =>
  (await suppressionOf(findingOn(line), text, 'reason', known))?.at.region.startLine;
const isAlone = async (text: string, line: number) =>
  (await suppressionOf(findingOn(line), text, 'reason', known))?.replacement.endsWith('\n');

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
  expect(await suppressionOf(findingOn(3), 'a = """\nx\ny\nz\n"""\n', 'reason', known)).toBeUndefined();
});

test('A file that does not parse anyway can be suppressed too', async () => {
  expect(await lineOf('def (:\nb = 2\n', 2)).toBe(2);
});

describe('A suppression', () => {
  test('stands behind the code', async () => {
    expect(await suppressed('a\nb = 1\nc\n', 2)).toBe(`a\nb = 1  ${comment}\nc\n`);
  });

  test('takes the place of blanks behind the code', async () => {
    expect(await suppressed('b = 1   \n', 1)).toBe(`b = 1  ${comment}\n`);
  });

  test('stands behind other comments', async () => {
    expect(await suppressed('b = 1  # noqa: E501\n', 1)).toBe(`b = 1  # noqa: E501  ${comment}\n`);
  });

  test('joins one that is there', async () => {
    const other = '# synclint: ignore[other-rule] because';
    expect(await suppressed(`b = 1  ${other}\n`, 1)).toBe(
      'b = 1  # synclint: ignore[other-rule, custom-sync-field] because\n',
    );
  });

  test('stands above a line that would grow too long, as far in', async () => {
    const long = `    value = "${'x'.repeat(80)}"`;
    expect(await suppressed(`def f():\n${long}\n`, 2)).toBe(`def f():\n    ${comment}\n${long}\n`);
  });

  test.each(['\n', '\r\n'])(
    'stands above a line behind which no comment can stand, with the line ends %j',
    async (end) => {
      const text = ['x = """', '"""', ''].join(end);
      expect(await suppressed(text, 1, 2)).toBe(`${comment}${end}${text}`);
    },
  );

  test('stands behind the last line where there is no other place', async () => {
    expect(await suppressed('a = \\\n"""\nx\n"""\n', 2, 4)).toBe(`a = \\\n"""\nx\n"""  ${comment}\n`);
  });

  test('is the only line of an empty file', async () => {
    expect(await suppressed('', 1)).toBe(`${comment}\n`);
  });

  test.each(['#!/usr/bin/env python\nimport os\n', '#!/usr/bin/env python'])(
    'does not spoil a first line that starts a program: %j',
    async (text) => {
      expect(await suppressed(text, 1)).toBeUndefined();
    },
  );

  test('does not push a declaration of the encoding out of its line', async () => {
    expect(await suppressed('# coding: latin-1\nx = """\n"""\n', 2, 2)).toBeUndefined();
  });

  test('only adds to the text, whatever this is', async () => {
    const line = fc.string({ maxLength: 130 }).map((text) => text.replaceAll(/[\r\n]/g, ''));
    const text = fc
      .tuple(fc.array(line, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n', '\r'))
      .map(([lines, end]) => lines.join(end));
    await fc.assert(
      fc.asyncProperty(text, fc.nat(4), async (before, index) => {
        const lines = before.split(/\r\n|\n|\r/);
        const after = await suppressed(before, (index % lines.length) + 1);
        if (after === undefined) return;
        const rest = after.replace(comment, '').split(/\r\n|\n|\r/);
        const bare = (all: readonly string[]) => all.map((one) => one.trim()).filter((one) => one !== '');
        expect(bare(rest)).toEqual(bare(lines));
      }),
    );
  });
});
