import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Store } from './store.ts';
import { Cell, literal, type Value } from '../values/value.ts';

const keys = ['a', 'b', 'c'] as const;
type Write = readonly [cell: number, key: (typeof keys)[number], value: number];
const write: fc.Arbitrary<Write> = fc.tuple(fc.nat(2), fc.constantFrom(...keys), fc.nat(5));

function cells(): readonly Cell[] {
  return [new Cell(), new Cell(), new Cell()];
}

function apply(store: Store, over: readonly Cell[], writes: readonly Write[]): void {
  for (const [index, key, value] of writes) {
    const cell = over[index];
    if (cell !== undefined) store.set(cell, key, literal(value));
  }
}

function contents(over: readonly Cell[]): unknown {
  return over.map(({ values }) => [...values].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function numbersOf(value: Value | undefined): readonly unknown[] {
  if (value === undefined) return [];
  const all = value.kind === 'choice' ? value.of : [value];
  return all.map((one) => (one.kind === 'literal' ? one.value : one.kind)).sort();
}

describe('Store', () => {
  test('rolling back restores what was there, whatever was written since', () => {
    fc.assert(
      fc.property(fc.array(write), fc.array(write), (before, after) => {
        const store = new Store();
        const over = cells();
        apply(store, over, before);
        const expected = contents(over);
        const mark = store.mark();
        apply(store, over, after);
        store.rollback(mark);
        expect(contents(over)).toEqual(expected);
      }),
    );
  });

  test('changes that are applied again give the same state', () => {
    fc.assert(
      fc.property(fc.array(write), fc.array(write), (before, after) => {
        const store = new Store();
        const over = cells();
        apply(store, over, before);
        const mark = store.mark();
        apply(store, over, after);
        const expected = contents(over);
        const changes = store.changesSince(mark);
        store.rollback(mark);
        store.apply(changes);
        expect(contents(over)).toEqual(expected);
      }),
    );
  });

  test('the merge of two paths holds what either of them left', () => {
    fc.assert(
      fc.property(fc.array(write), fc.array(write), fc.array(write), (before, left, right) => {
        const store = new Store();
        const over = cells();
        apply(store, over, before);
        const mark = store.mark();
        const paths = [left, right].map((writes) => {
          apply(store, over, writes);
          const path = { changes: store.changesSince(mark), after: over.map(({ values }) => new Map(values)) };
          store.rollback(mark);
          return path;
        });
        store.merge(paths.map(({ changes }) => changes));
        for (const [index, cell] of over.entries()) {
          for (const key of keys) {
            const either = paths.flatMap(({ after }) => numbersOf(after[index]?.get(key)));
            expect(numbersOf(cell.values.get(key))).toEqual([...new Set(either)].sort());
          }
        }
      }),
    );
  });

  test('an exception may meet every value that a cell has had', () => {
    const store = new Store();
    const cell = new Cell();
    store.set(cell, 'a', literal(1));
    const mark = store.mark();
    store.set(cell, 'a', literal(2));
    store.set(cell, 'a', literal(3));
    const anywhere = store.everythingSince(mark);
    store.rollback(mark);
    store.apply(anywhere);
    expect(numbersOf(cell.values.get('a'))).toEqual([1, 2, 3]);
  });

  test('what happens permanently survives the end of a branch', () => {
    const store = new Store();
    const cell = new Cell();
    const mark = store.mark();
    store.permanently(() => {
      store.set(cell, 'a', literal(1));
    });
    store.rollback(mark);
    expect(cell.values.get('a')).toEqual(literal(1));
  });
});
