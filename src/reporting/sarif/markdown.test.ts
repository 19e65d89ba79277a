import { describe, expect, test } from 'vitest';
import { firstParagraph, plainText, shortened } from './markdown.ts';

const page = `<!-- generated -->
# missing-required-flag

> Severity: error

| key | value |
| --- | --- |

A sync command that does **not** accept \`--quiet\`,
see [the guide](https://example.org "Guide").

## Example

\`\`\`python
# not a heading [x](y)
run(**options)
\`\`\`
`;

test('the first paragraph is the first prose of a page, on one line', () => {
  expect(firstParagraph(page)).toBe('A sync command that does not accept `--quiet`, see the guide.');
  expect(firstParagraph('# only a heading\n')).toBeUndefined();
  expect(firstParagraph('# Heading\nText at once.')).toBe('Text at once.');
  expect(firstParagraph('```python\nrun()\n```\n\n**Bold** text.')).toBe('Bold text.');
});

test('plain text keeps code as it is and loses marks', () => {
  const text = plainText(page);
  expect(text).toMatch(/^missing-required-flag\n/);
  expect(text).toContain('does not accept `--quiet`,\nsee the guide.');
  expect(text).toContain('Example\n\n# not a heading [x](y)\nrun(**options)');
  expect(text).not.toMatch(/```|generated/);
});

describe('a shortened text', () => {
  test('is cut at a word and says so', () => {
    expect(shortened('one two three', 9)).toBe('one two…');
    expect(shortened('one two', 7)).toBe('one two');
    expect(shortened('onetwothree', 4)).toBe('one…');
  });
});
