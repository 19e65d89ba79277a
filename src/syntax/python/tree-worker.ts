import { parentPort } from 'node:worker_threads';
import { createTreeReader } from './flat-tree.ts';

/** Runs in a thread of its own: texts come in, trees go out, in the same order. */
const reader = await createTreeReader();
parentPort?.on('message', (text: string) => {
  const tree = reader.read(text);
  parentPort?.postMessage(tree, [tree.nodes.buffer as ArrayBuffer, tree.comments.buffer as ArrayBuffer]);
});
