import { expect, test } from 'vitest';
import { parseSuppressions } from './parse-suppressions.ts';
import { commentsOf, edited, knownIds } from './testing/python-file.ts';

/** The text after the first entry of `id` was removed. */
function without(text: string, id: string): string {
  const entries = parseSuppressions(commentsOf(text), knownIds, text).flatMap((suppression) => suppression.entries);
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`no ${id} in ${text}`);
  return edited(text, entry.removal);
}

const field = 'custom-sync-field';
const table = 'custom-sync-table';

test.each([
  ['the comment and the blanks before it', `a = 1  # synclint: ignore[${field}] reason\nb = 2\n`, 'a = 1\nb = 2\n'],
  ['the line of a comment that stands alone', `a = 1\n    # synclint: ignore[${field}]\nb = 2\n`, 'a = 1\nb = 2\n'],
  ['such a line with CRLF', `a = 1\r\n# synclint: ignore[${field}]\r\nb = 2\r\n`, 'a = 1\r\nb = 2\r\n'],
  ['a last line that has no end', `a = 1\n    # synclint: ignore[${field}]`, 'a = 1\n'],
  [
    'the suppression, but not a comment before it',
    `a = 1  # type: ignore # synclint: ignore[${field}] x\n`,
    'a = 1  # type: ignore\n',
  ],
  [
    'the suppression, but not a comment after it',
    `a = 1  # synclint: ignore[${field}] x # noqa: E501\n`,
    'a = 1  # noqa: E501\n',
  ],
  [
    'the suppression between two comments',
    `a = 1  # hm # synclint: ignore[${field}] x # noqa\n`,
    'a = 1  # hm # noqa\n',
  ],
  [
    'the first id with its comma',
    `a = 1  # synclint: ignore[${field}, ${table}] x\n`,
    `a = 1  # synclint: ignore[${table}] x\n`,
  ],
  [
    'the last id with its comma',
    `a = 1  # synclint: ignore[${table}, ${field}] x\n`,
    `a = 1  # synclint: ignore[${table}] x\n`,
  ],
  ['an id between foreign codes', `a = 1  # noqa: E501, ${field}, W291\n`, 'a = 1  # noqa: E501, W291\n'],
  ['an id after foreign codes', `a = 1  # noqa: E501, ${field}\n`, 'a = 1  # noqa: E501\n'],
  ['a noqa of its own', `a = 1  # noqa: ${field} reason\n`, 'a = 1\n'],
  ['an id after an astral character', `a = "𝔸"  # 𝔸 # synclint: ignore[${field}]\n`, 'a = "𝔸"  # 𝔸\n'],
])('a removal takes %s', (_title, before, after) => {
  expect(without(before, field)).toBe(after);
});
