import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOfWord, WordSet } from './word-sets.ts';

const mayHold = (text: string, word: string): boolean => new WordSet(text).mayHold(hashOfWord(word) ?? 0);

test('every word of a text is held, whatever is around it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\w{1,20}$/), fc.string(), fc.string(), (word, before, after) => {
      expect(mayHold(`${before} ${word}.${after}`, word)).toBe(true);
    }),
  );
});

test('words at both ends of a text are held', () => {
  expect(mayHold('sync_orders', 'sync_orders')).toBe(true);
  expect(mayHold('run sync_orders', 'sync_orders')).toBe(true);
  expect(mayHold('sync_orders run', 'sync_orders')).toBe(true);
});

test('few words that a text does not hold are taken for ones that it holds', () => {
  const text = Array.from({ length: 2000 }, (_, index) => `order_${String(index)} = fetch(line)\n`).join('');
  const absent = Array.from({ length: 1000 }, (_, index) => `invoice_${String(index)}`);
  expect(absent.filter((word) => mayHold(text, word)).length).toBeLessThan(100);
});

test('a name with letters beyond ASCII is no word to a regular expression', () => {
  expect(hashOfWord('größe')).toBeUndefined();
  expect(hashOfWord('a.b')).toBeUndefined();
});
