import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexLines, positionOf, regionOf } from './line-index.ts';

const text = fc
  .array(fc.constantFrom('a', '\n', '\r', '\r\n', '\f', '\t', '😀', 'é', '\u2028', '\v', '"'), { maxLength: 40 })
  .map((pieces) => pieces.join(''));

/** Counts, character by character. */
function naive(source: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let index = 0; index < offset; index += 1) {
    const end = source[index] === '\r' && source[index + 1] === '\n' ? index + 2 : index + 1;
    if (end > offset || !/[\r\n]/.test(source[index] ?? '')) continue;
    line += 1;
    start = end;
    index = end - 1;
  }
  return { line, column: offset - start + 1 };
}

test('a position is where counting the characters leads', () => {
  const place = fc.tuple(text, fc.nat());
  fc.assert(
    fc.property(place, ([source, seed]) => {
      const offset = seed % (source.length + 1);
      expect(positionOf(offset, indexLines(source))).toEqual(naive(source, offset));
    }),
    { numRuns: 2_000 },
  );
});

test('a position leads back to its offset', () => {
  fc.assert(
    fc.property(text, (source) => {
      const index = indexLines(source);
      for (let offset = 0; offset <= source.length; offset += 1) {
        const { line, column } = positionOf(offset, index);
        expect((index.starts[line - 1] ?? Number.NaN) + column - 1).toBe(offset);
      }
    }),
  );
});

test('an empty text has one line, and its end is on it', () => {
  expect(indexLines('').starts).toEqual([0]);
  expect(regionOf({ start: 0, end: 0 }, indexLines(''))).toEqual({
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 1,
  });
});

test('columns count UTF-16 units, and a form feed ends no line', () => {
  const index = indexLines('é😀\fx\r\nb');
  expect(positionOf(4, index)).toEqual({ line: 1, column: 5 });
  expect(regionOf({ start: 4, end: 8 }, index)).toEqual({ startLine: 1, startColumn: 5, endLine: 2, endColumn: 2 });
});
