import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { picture, printable, printableLines } from './printable.ts';

/** Written with code points, since the characters themselves must not be in any source. */
const char = (code: number) => String.fromCodePoint(code);

describe('printable text', () => {
  test.each([
    ['an escape sequence', `${char(0x1b)}[31mred`, String.raw`\x1b[31mred`],
    ['an eight-bit control sequence', `${char(0x9b)}31m`, String.raw`\x9b31m`],
    ['line breaks and tabs', 'a\nb\rc\td', String.raw`a\nb\rc\td`],
    ['a null and a delete', `${char(0)}${char(0x7f)}`, String.raw`\x00\x7f`],
    ['a right-to-left override', `a${char(0x202e)}b`, String.raw`a\u{202e}b`],
    ['a lone surrogate', `a${String.fromCharCode(0xd800)}b`, String.raw`a\u{d800}b`],
  ])('spells out %s', (_title, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test.each(['naïve `sync_x`', '同期 🙂 e\u0301', '50 % [a](b) \\n'])('leaves %j alone', (text) => {
    expect(printable(text)).toBe(text);
  });

  test('never holds a control character, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/\p{Cc}|\p{Cs}/u);
        expect(printableLines(text).replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cs}/u);
      }),
    );
  });
});

test('line breaks of any kind are kept as one where lines are wanted', () => {
  expect(printableLines('a\r\nb\rc\nd\te')).toBe('a\nb\nc\nd\\te');
});

test('a picture of a control character is one column wide', () => {
  expect(['\u001b', '\u007f', '\u009b', 'a'].map(picture)).toEqual(['␛', '␡', '\ufffd', 'a']);
});
