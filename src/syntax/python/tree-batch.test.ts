import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packTrees, unpackTrees } from './tree-batch.ts';

test('trees come out of a batch as they went in', () => {
  const numbers = fc.array(fc.integer({ min: -1, max: 1_000 })).map((items) => Int32Array.from(items));
  const tree = fc.record({ nodes: numbers, comments: numbers, firstError: fc.integer({ min: -1, max: 9 }) });
  fc.assert(
    fc.property(fc.array(tree), (trees) => {
      expect(unpackTrees(packTrees(7, trees))).toEqual(trees);
    }),
  );
});
