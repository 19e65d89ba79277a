import type { PythonModule } from '../../core/python.ts';
import type { FlatTree } from './flat-tree.ts';
import { createTreeReader } from './tree-reader.ts';
import { isDeeperThan, outlineReader } from './outline.ts';
import { inflate } from './raw-tree.ts';
import { convertModule, maximumDepth } from './statements.ts';

export interface PythonParser {
  /** Never fails on Python's account: what cannot be read is a syntax error inside. */
  readonly parse: (text: string) => PythonModule;
  /** The same in two steps, of which the first may run in another thread. */
  readonly read: (text: string) => FlatTree;
  readonly understand: (text: string, tree: FlatTree) => PythonModule;
}

/** Loads the grammar once. */
export async function createPythonParser(): Promise<PythonParser> {
  const reader = await createTreeReader();
  const outlines = outlineReader(reader.grammar);
  const understand = (text: string, tree: FlatTree): PythonModule => {
    const bodies = { outline: outlines(tree, text), lazy: !isDeeperThan(maximumDepth - 1, tree, reader.grammar) };
    const { body, dropped = Infinity } = convertModule(inflate(tree, reader.grammar), text, bodies);
    const firstError = Math.min(tree.firstError < 0 ? Infinity : tree.firstError, dropped);
    return { body, comments: commentsOf(text, tree), ...(firstError === Infinity ? {} : { firstError }) };
  };
  return { read: reader.read, understand, parse: (text) => understand(text, reader.read(text)) };
}

function commentsOf(text: string, { comments }: FlatTree): PythonModule['comments'] {
  return Array.from({ length: comments.length / 2 }, (_, index) => {
    const [start = 0, end = 0] = comments.subarray(index * 2, index * 2 + 2);
    return { start, end, text: text.slice(start, end) };
  });
}
