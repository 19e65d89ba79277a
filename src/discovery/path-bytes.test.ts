import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePath, openablePath } from './path-bytes.ts';

test('every name survives the way to text and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ min: 1 }), (bytes) => {
      expect(Buffer.from(openablePath(decodePath(Buffer.from(bytes))))).toEqual(Buffer.from(bytes));
    }),
  );
});

test('an ordinary name stays text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(decodePath(Buffer.from(name))).toBe(name);
      expect(openablePath(name)).toBe(name);
    }),
  );
});
