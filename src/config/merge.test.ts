import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leavesOf, mergeTables, valueAt } from './merge.ts';

const key = fc.constantFrom('a', 'b', 'c');
const table = fc.letrec<{ table: Record<string, unknown>; value: unknown }>((tie) => ({
  table: fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  value: fc.oneof({ maxDepth: 3 }, fc.integer(), fc.array(fc.integer()), tie('table')),
})).table;

/** Tables of the same shape, as the schema guarantees: a key is a table in all of them or in none. */
const alike = fc.array(fc.dictionary(key, fc.dictionary(key, fc.oneof(fc.integer(), fc.array(fc.integer())))));

test('tables merge deeply while lists and scalars replace', () => {
  const merged = mergeTables([
    { flags: { required: ['--full'], orchestrator: ['--entities'] }, 'respect-gitignore': true },
    { flags: { required: ['--dry-run'] }, 'respect-gitignore': false },
  ]);
  expect(merged).toEqual({
    flags: { required: ['--dry-run'], orchestrator: ['--entities'] },
    'respect-gitignore': false,
  });
});

test('merging with nothing changes nothing', () => {
  fc.assert(
    fc.property(table, (one) => {
      expect(mergeTables([one])).toEqual(one);
      expect(mergeTables([one, {}])).toEqual(one);
      expect(mergeTables([one, one])).toEqual(one);
    }),
  );
});

test('a chain of files merges the same however it is grouped', () => {
  fc.assert(
    fc.property(alike, alike, (first, second) => {
      const grouped = mergeTables([mergeTables(first), mergeTables(second)]);
      expect(grouped).toEqual(mergeTables([...first, ...second]));
    }),
  );
});

test('the strongest table keeps every value of its own, and every leaf knows where it is from', () => {
  fc.assert(
    fc.property(alike, (tables) => {
      const merged = mergeTables(tables);
      const strongest = tables.at(-1) ?? {};
      for (const { path, value } of leavesOf(strongest, [strongest])) {
        if (Object.keys(value as object).length > 0) expect(valueAt(merged, path)).toEqual(value);
      }
      for (const { path, value, from } of leavesOf(merged, tables)) {
        expect(valueAt(tables[from], path)).toEqual(value);
      }
    }),
  );
});

test('merging leaves its arguments and the prototype of objects alone', () => {
  const weak = { flags: { required: ['--full'] } };
  mergeTables([weak, JSON.parse('{"flags": {"__proto__": {"polluted": 1}}}') as Record<string, unknown>]);
  expect(weak).toEqual({ flags: { required: ['--full'] } });
  expect(Object.keys(Object.prototype)).toEqual([]);
});
