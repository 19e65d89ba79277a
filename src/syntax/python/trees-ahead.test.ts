import { setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { packTrees } from './tree-batch.ts';
import { TreesAhead } from './trees-ahead.ts';

/** Enough for several batches, and for threads to be worth their while. */
const texts = new Map(Array.from({ length: 30 }, (_, index) => [index, `x = ${index}\n`.padEnd(20_000, '#')]));
const size = 20_000;

/** A thread whose trees say how long their texts are. */
const measuring = `
  const states = workerData.states;
  workerData.port.on('message', ({ number, texts }) => {
    if (Atomics.compareExchange(states, number, 0, 1) !== 0) return;
    const trees = texts.map((text) => ({ nodes: Int32Array.of(text.length), comments: new Int32Array(0), firstError: -1 }));
    workerData.port.postMessage(packTrees(number, trees));
    Atomics.store(states, number, 2);
    Atomics.notify(states, number);
    if (states.every((state) => state === 2)) new BroadcastChannel('all-read').postMessage('');
  });`;
const failing = `
  workerData.port.on('message', ({ number }) => {
    Atomics.store(workerData.states, number, 2);
    throw new Error('out of order');
  });`;

function treesAhead(body: string, threads: number): TreesAhead<number> {
  const source = `import { workerData } from 'node:worker_threads';\nconst head = 3;\n${packTrees.toString()}\n${body}`;
  const trees = new TreesAhead(texts, threads, new URL(`data:text/javascript,${encodeURIComponent(source)}`));
  onTestFinished(() => trees.stop());
  return trees;
}

describe('trees read by other threads', () => {
  test.each([2, 3])(
    'are there when somebody asks, with %d threads',
    async (threads) => {
      const channel = new BroadcastChannel('all-read');
      onTestFinished(() => {
        channel.close();
      });
      const allRead = new Promise((resolve) => {
        channel.onmessage = resolve;
      });
      const trees = treesAhead(measuring, threads);
      await allRead;
      for (const key of texts.keys()) expect(trees.take(key)?.nodes).toEqual(Int32Array.of(size));
    },
    40_000,
  );

  test('are left to the caller where no thread has begun', () => {
    const trees = treesAhead(measuring, 2);
    // Loading a thread takes longer than this.
    expect(trees.take(0)).toBeUndefined();
    expect(trees.take(1)).toBeUndefined();
  });

  test('are left to the caller where a thread fails', async () => {
    const trees = treesAhead(failing, 2);
    await setTimeout(1_500);
    for (const key of texts.keys()) expect(trees.take(key)).toBeUndefined();
  });

  test('are not waited for once reading is stopped', async () => {
    const trees = treesAhead(measuring, 2);
    await trees.stop();
    for (const key of texts.keys()) expect(trees.take(key)).toBeUndefined();
  });
});
