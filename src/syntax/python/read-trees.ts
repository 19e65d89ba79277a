import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { FlatTree } from './flat-tree.ts';
import { workerFile } from './worker-file.ts';

/** Below this, starting a thread and loading the grammar there (some 80 ms) costs more than it saves. */
const worthwhile = 1_500_000;

export interface ReadRequest<Key> {
  readonly texts: ReadonlyMap<Key, string>;
  /** Threads in all, this one included. */
  readonly threads: number;
  /** The reader of this thread. */
  readonly read: (text: string) => FlatTree;
}

/**
 * Reads many texts, in several threads where there are some; a few texts are left to the caller, who reads as it goes.
 *
 * The threads share one queue, so that a large file delays nobody; which of them reads a text changes nothing.
 */
export async function readTrees<Key>({ texts, threads, read }: ReadRequest<Key>): Promise<ReadonlyMap<Key, FlatTree>> {
  const trees = new Map<Key, FlatTree>();
  const size = [...texts.values()].reduce((sum, text) => sum + text.length, 0);
  if (size < worthwhile) return trees;
  const queue = [...texts];
  const file = workerFile;
  const workers = file === undefined ? [] : Array.from({ length: threads - 1 }, () => new Worker(file));
  const byWorker = workers.map(async (worker) => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [key, text] = next;
      worker.postMessage(text);
      const [tree] = (await once(worker, 'message')) as [FlatTree];
      trees.set(key, tree);
    }
    await worker.terminate();
  });
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [key, text] = next;
    trees.set(key, read(text));
    // Lets the answers of the workers in, and a signal that ends the run.
    await setImmediate();
  }
  await Promise.all(byWorker);
  return trees;
}
