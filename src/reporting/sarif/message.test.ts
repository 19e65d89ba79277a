import { expect, test } from 'vitest';
import { at, missingFlag } from '../testing/example-run.ts';
import { messageText } from './message.ts';

const withMessages = (message: string, ...related: string[]) =>
  messageText({ ...missingFlag, message, related: related.map((text) => ({ ...at('a.py', 1, 1), message: text })) });

test('a message is a sentence with links to related locations', () => {
  expect(withMessages('`x` lacks `--quiet`')).toBe('`x` lacks `--quiet`.');
  expect(withMessages('is it?', 'one', 'two')).toBe('is it? See [one](1), [two](2).');
});

test('only the first related locations are linked', () => {
  expect(withMessages('many', 'a', 'b', 'c', 'd', 'e', 'f', 'g')).toBe(
    'many. See [a](1), [b](2), [c](3), [d](4), [e](5).',
  );
});

test('literal brackets and the backslashes before them are escaped, in links all backslashes', () => {
  expect(withMessages('`options[0](1)`')).toBe(String.raw`\`options\[0\](1)\`.`.replaceAll('\\`', '`'));
  expect(withMessages(String.raw`a\b \[`)).toBe(String.raw`a\b \\\[.`);
  expect(withMessages('x', String.raw`f[0]\n`)).toBe(String.raw`x. See [f\[0\]\\n](1).`);
});
