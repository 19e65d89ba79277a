import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markedLine, plainLine } from './display-line.ts';

/** Marks the first `part` of the line. */
function mark(line: string, part: string) {
  const start = line.indexOf(part);
  return markedLine(line, start, start + part.length, '^');
}

describe('marks', () => {
  test.each([
    ['plain text', 'a = sync()', 'sync', 'a = sync()', '    ^^^^'],
    ['a tab before', '\tsync()', 'sync', '    sync()', '    ^^^^'],
    ['a tab after two columns', 'a \tsync()', 'sync', 'a   sync()', '    ^^^^'],
    ['a tab inside', 'a\tb', 'a\tb', 'a   b', '^^^^^'],
    ['wide characters before', "x = '同期', sync", 'sync', "x = '同期', sync", '            ^^^^'],
    ['wide characters inside', "f('同期')", '同期', "f('同期')", '   ^^^^'],
    ['an astral wide character', "'🙂', sync", 'sync', "'🙂', sync", '      ^^^^'],
    ['an astral narrow character', "'𝔸', sync", 'sync', "'𝔸', sync", '     ^^^^'],
    ['a combining accent', "'e\u0301', sync", 'sync', "'e\u0301', sync", '     ^^^^'],
    ['a control character', '\u001b[31m sync', 'sync', '␛[31m sync', '      ^^^^'],
  ])('stand under %s', (_title, line, part, source, marks) => {
    expect(mark(line, part)).toEqual({ source, marks });
  });

  test('are one at least, also behind the end of the line', () => {
    expect(markedLine('ab', 1, 1, '^').marks).toBe(' ^');
    expect(markedLine('ab', 2, 2, '^').marks).toBe('  ^');
    expect(markedLine('', 0, 0, '^').marks).toBe('^');
    expect(markedLine('ab', 7, 9, '^').marks).toBe('  ^');
  });
});

describe('a long line', () => {
  const long = `${'a'.repeat(150)}sync${'b'.repeat(150)}`;

  test('is cut around the marked part', () => {
    const { source, marks } = mark(long, 'sync');
    expect(source).toBe(`…${'a'.repeat(20)}sync${'b'.repeat(76)}…`);
    expect(marks).toBe(`${' '.repeat(21)}^^^^`);
  });

  test('is cut at the right when the part is near its start', () => {
    expect(mark(`sync${'b'.repeat(150)}`, 'sync').source).toBe(`sync${'b'.repeat(96)}…`);
  });

  test('is cut at the left when the part is near its end', () => {
    const { source, marks } = mark(`${'a'.repeat(150)}sync`, 'sync');
    expect(source).toBe(`…${'a'.repeat(96)}sync`);
    expect(marks).toBe(`${' '.repeat(97)}^^^^`);
  });

  test('that is marked as a whole is marked as far as it is shown', () => {
    const { source, marks } = markedLine('同'.repeat(80), 0, 80, '^');
    expect(source).toBe(`${'同'.repeat(50)}…`);
    expect(marks).toBe('^'.repeat(100));
  });

  test('without marks is cut at the right', () => {
    expect(plainLine(long)).toBe(`${'a'.repeat(100)}…`);
  });
});

test('marks are never empty, never beyond the line, and the line never holds a control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(310), fc.nat(310), (line, start, length) => {
      const { source, marks } = markedLine(line, start, start + length, '^');
      expect(marks).toMatch(/^ *\^+$/);
      expect(marks.length).toBeLessThanOrEqual(103);
      expect(source).not.toMatch(/\p{Cc}/u);
    }),
  );
});
