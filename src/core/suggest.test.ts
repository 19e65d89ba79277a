import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closest, suggestion } from './suggest.ts';

test('a misspelt word finds the one that was meant', () => {
  expect(closest('requird', ['required', 'required-with'])).toBe('required');
  expect(closest('flgas', ['flags', 'state'])).toBe('flags');
  expect(closest('source_roots', ['source-roots'])).toBe('source-roots');
});

test('a word that is near nothing finds nothing', () => {
  expect(closest('zzz', ['flags', 'state'])).toBeUndefined();
  expect(suggestion('zzz', ['flags'])).toBe('');
});

test('a word always finds itself', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.array(fc.string()), (word, others) => {
      const found = closest(word, [...others, word]);
      expect(found?.toLowerCase().replaceAll('_', '-')).toBe(word.toLowerCase().replaceAll('_', '-'));
    }),
  );
});
