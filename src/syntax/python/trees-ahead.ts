import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { FlatTree } from './flat-tree.ts';
import { batchState, unpackTrees, type TreeBatch, type WorkerStart } from './tree-batch.ts';
import { workerFile } from './worker-file.ts';

/** Below this, starting a thread and loading the grammar there (some 80 ms) costs more than it saves. */
const worthwhile = 500_000;
/** Characters: so much that messages are few, and so little that waiting for one is short. */
const batchSize = 64_000;
/** Milliseconds after which a thread is given up. */
const patience = 10_000;

/**
 * Other threads read texts while this one analyses those that it has already.
 *
 * They begin with the last text, this one takes what it needs: what is not read yet it reads itself, and then nobody else
 * does. Which thread reads a text changes nothing.
 */
export class TreesAhead<Key> {
  readonly #workers: readonly Worker[];
  readonly #ports: readonly MessagePort[];
  readonly #batches: readonly (readonly Key[])[];
  readonly #batchOf: ReadonlyMap<Key, number>;
  readonly #states: Int32Array;
  readonly #trees = new Map<Key, FlatTree>();

  /** `threads`: in all, this one included; `worker`: what the others run. */
  constructor(texts: ReadonlyMap<Key, string>, threads: number, worker = workerFile) {
    const size = [...texts.values()].reduce((sum, text) => sum + text.length, 0);
    const others = worker === undefined || size < worthwhile ? 0 : threads - 1;
    this.#batches = others === 0 ? [] : batchesOf(texts);
    this.#batchOf = new Map(this.#batches.flatMap((keys, number) => keys.map((key) => [key, number])));
    this.#states = new Int32Array(new SharedArrayBuffer(4 * Math.max(1, this.#batches.length)));
    const started = worker === undefined ? [] : Array.from({ length: others }, () => startWorker(worker, this.#states));
    this.#workers = started.map(({ worker }) => worker);
    this.#ports = started.map(({ port }) => port);
    for (const [number, keys] of [...this.#batches.entries()].reverse())
      this.#ports[number % others]?.postMessage({ number, texts: keys.map((key) => texts.get(key) ?? '') });
  }

  /** Undefined for a text that the caller has to read. */
  take(key: Key): FlatTree | undefined {
    const number = this.#batchOf.get(key);
    if (number === undefined) return undefined;
    // Nobody else begins a batch of which something is needed now; one that is under way is waited for.
    const state = Atomics.compareExchange(this.#states, number, batchState.free, batchState.ours);
    if (state === batchState.free || state === batchState.ours) return undefined;
    if (state === batchState.taken) Atomics.wait(this.#states, number, batchState.taken, patience);
    if (!this.#trees.has(key)) this.#receive();
    const tree = this.#trees.get(key);
    this.#trees.delete(key);
    return tree;
  }

  async stop(): Promise<void> {
    for (const number of this.#batches.keys())
      Atomics.compareExchange(this.#states, number, batchState.free, batchState.ours);
    this.#ports.forEach((port) => {
      port.close();
    });
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #receive(): void {
    for (const port of this.#ports) {
      for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
        const batch = next.message as TreeBatch;
        const keys = this.#batches[batch.number] ?? [];
        for (const [index, tree] of unpackTrees(batch).entries()) {
          const key = keys[index];
          if (key !== undefined) this.#trees.set(key, tree);
        }
      }
    }
  }
}

function startWorker(file: URL, states: Int32Array): { readonly worker: Worker; readonly port: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  const workerData: WorkerStart = { states, port: port2 };
  const worker = new Worker(file, { workerData, transferList: [port2] });
  // What a thread that fails does not read, this one does.
  worker.on('error', () => undefined);
  worker.unref();
  return { worker, port: port1 };
}

function batchesOf<Key>(texts: ReadonlyMap<Key, string>): readonly (readonly Key[])[] {
  const batches: Key[][] = [];
  let room = 0;
  for (const [key, text] of texts) {
    if (room <= 0) {
      batches.push([]);
      room = batchSize;
    }
    batches.at(-1)?.push(key);
    room -= text.length;
  }
  return batches;
}
