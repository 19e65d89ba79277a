import { Language, Parser, type Tree } from 'web-tree-sitter';
import { cursorWalk, type TreeWalk } from './cursor-walk.ts';
import type { FlatTree, Grammar } from './flat-tree.ts';
import { grammarFiles } from './grammar-files.ts';
import { nodeKinds, type NodeKind } from './node-kinds.ts';
import { productionTables, type Memory } from './subtree-memory.ts';
import { subtreeWalk } from './subtree-walk.ts';

export interface TreeReader {
  readonly grammar: Grammar;
  readonly read: (text: string) => FlatTree;
  /** By the parser's documented interface, which is slow: what `read` has to agree with. */
  readonly readByCursor: (text: string) => FlatTree;
  /** Whether `read` may look into the parser's memory. */
  readonly fast: boolean;
}

export async function createTreeReader(): Promise<TreeReader> {
  const emscripten: { readonly locateFile: () => string; readonly HEAP32?: Memory } = {
    locateFile: grammarFiles.runtime,
  };
  await Parser.init(emscripten);
  const language = await Language.load(grammarFiles.python());
  const parser = new Parser();
  parser.setLanguage(language);
  const grammar = grammarOf(language);
  const kinds = nodeKinds(grammar, (type) => language.nodeTypeIsNamed(type));
  const withTree = <T>(text: string, use: (tree: Tree) => T): T => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error('the parser was cancelled, although nothing cancels it');
    try {
      return use(tree);
    } finally {
      tree.delete();
    }
  };
  const slow = cursorWalk(kinds);
  const fast = withTree(sample, (tree) => trustedWalk(tree, slow, kinds, () => emscripten.HEAP32));
  const walk = fast ?? slow;
  return {
    grammar,
    read: (text) => withTree(text, (tree) => walk(tree, text)),
    readByCursor: (text) => withTree(text, (tree) => slow(tree, text)),
    fast: fast !== undefined,
  };
}

/** A bit of everything that has its own place in memory: names of the grammar and of ours, extras, an error. */
const sample = `@a.b
async def f(x: int = 1, *, y) -> "${'long '.repeat(60)}":  # why
    with a as b, c: print(f'{x!r:>{y}}', *z, k=not w is None)

match x:
    case {"a": [b, *_]} | C(d=1) if e: del x[1:2],
)`;

/** Reading the parser's memory, if that gives what the documented interface does. */
function trustedWalk(
  tree: Tree,
  reference: TreeWalk,
  kinds: readonly NodeKind[],
  memory: () => Memory | undefined,
): TreeWalk | undefined {
  const words = memory();
  const tables = words === undefined ? undefined : productionTables(words, tree.rootNode.id >> 2);
  if (tables === undefined) return undefined;
  const walk = subtreeWalk(kinds, tables, () => memory() ?? new Int32Array(0));
  return areEqual(walk(tree, sample), reference(tree, sample)) ? walk : undefined;
}

function areEqual(a: FlatTree, b: FlatTree): boolean {
  const equal = (one: Int32Array, other: Int32Array): boolean =>
    one.length === other.length && one.every((item, index) => item === other[index]);
  return a.firstError === b.firstError && equal(a.nodes, b.nodes) && equal(a.comments, b.comments);
}

function grammarOf(language: Language): Grammar {
  return {
    types: Array.from({ length: language.nodeTypeCount }, (_, id) => language.nodeTypeForId(id) ?? ''),
    fields: Array.from({ length: language.fieldCount + 1 }, (_, id) => (id === 0 ? null : language.fieldNameForId(id))),
  };
}
