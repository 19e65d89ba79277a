import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test('Headings are underlined, links spelt out, emphasis and remarks dropped', () => {
  const page = '<!-- generated -->\n# late-sync\n\nSee **the** [guide](https://example.org/a) or [below](#why).\n';
  expect(plainText(page)).toBe('late-sync\n=========\n\nSee the guide (https://example.org/a) or below.\n');
});

test('Code is indented, and its blank lines stay', () => {
  expect(plainText('```py\nimport a\n\n\nclass B: ...\n```\nText\n')).toBe(
    '    import a\n\n\n    class B: ...\n\nText\n',
  );
});

test('A table of one row becomes a list, one of several is aligned', () => {
  expect(plainText('| family | runs |\n| --- | --- |\n| flags | always |\n')).toBe('family  flags\nruns    always\n');
  expect(plainText('| id | text |\n| --- | --- |\n| `a` | x \\| y |\n| `long` | z |\n')).toBe(
    'id      text\n`a`     x | y\n`long`  z\n',
  );
});
