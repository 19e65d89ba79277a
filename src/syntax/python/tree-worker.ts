import { workerData } from 'node:worker_threads';
import { batchState, packTrees, type TextBatch, type WorkerStart } from './tree-batch.ts';
import { createTreeReader } from './tree-reader.ts';

/** Runs in a thread of its own: texts come in, trees go out. */
const { states, port } = workerData as WorkerStart;
const reader = await createTreeReader();
port.on('message', ({ number, texts }: TextBatch) => {
  if (Atomics.compareExchange(states, number, batchState.free, batchState.taken) !== batchState.free) return;
  try {
    const batch = packTrees(number, texts.map(reader.read));
    port.postMessage(batch, [batch.numbers.buffer as ArrayBuffer]);
  } finally {
    // The other side may be asleep until then; without a message it reads the texts itself.
    Atomics.store(states, number, batchState.done);
    Atomics.notify(states, number);
  }
});
