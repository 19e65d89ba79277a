import type { MessagePort } from 'node:worker_threads';
import type { FlatTree } from './flat-tree.ts';

/** Texts that one thread reads in one go. */
export interface TextBatch {
  readonly number: number;
  readonly texts: readonly string[];
}

/** Their trees in the same order, in one piece of memory: thousands of small ones are dear to move and to collect. */
export interface TreeBatch {
  readonly number: number;
  readonly numbers: Int32Array;
  /** For each tree the lengths of its nodes and of its comments, and its first error. */
  readonly trees: Int32Array;
}

/** Who has a batch, in memory that the threads share: nobody, a worker, nobody any more, the thread that analyses. */
export const batchState = { free: 0, taken: 1, done: 2, ours: 3 };

/** What a worker is started with. */
export interface WorkerStart {
  readonly states: Int32Array;
  readonly port: MessagePort;
}

const head = 3;

export function packTrees(number: number, flat: readonly FlatTree[]): TreeBatch {
  const size = flat.reduce((sum, { nodes, comments }) => sum + nodes.length + comments.length, 0);
  const numbers = new Int32Array(size);
  let filled = 0;
  for (const { nodes, comments } of flat) {
    numbers.set(nodes, filled);
    numbers.set(comments, filled + nodes.length);
    filled += nodes.length + comments.length;
  }
  const trees = flat.flatMap(({ nodes, comments, firstError }) => [nodes.length, comments.length, firstError]);
  return { number, numbers, trees: Int32Array.from(trees) };
}

export function unpackTrees({ numbers, trees }: Pick<TreeBatch, 'numbers' | 'trees'>): readonly FlatTree[] {
  let from = 0;
  const next = (length: number): Int32Array => numbers.subarray(from, (from += length));
  return Array.from({ length: trees.length / head }, (_, index) => {
    const nodes = next(trees[index * head] ?? 0);
    const comments = next(trees[index * head + 1] ?? 0);
    return { nodes, comments, firstError: trees[index * head + 2] ?? -1 };
  });
}
