import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { grammarFiles } from './grammar-files.ts';

/**
 * A parser's tree as numbers, copied out of WebAssembly memory in document order: it can be handed to another thread
 * without being copied again.
 */
export interface FlatTree {
  /** `stride` numbers a node: type id, field id (0: none), start, end, number of the first node behind its descendants. */
  readonly nodes: Int32Array;
  /** Start and end of every comment. */
  readonly comments: Int32Array;
  /** Offset of the first error; -1: none. */
  readonly firstError: number;
}

export const stride = 5;

/** What the numbers mean; the same in every thread, because it comes from the same grammar. */
export interface Grammar {
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];
}

export interface TreeReader {
  readonly grammar: Grammar;
  readonly read: (text: string) => FlatTree;
}

/** The id that every version of tree-sitter gives to a node that is a syntax error. */
export const errorType = 0xffff;

export async function createTreeReader(): Promise<TreeReader> {
  await Parser.init({ locateFile: grammarFiles.runtime });
  const language = await Language.load(grammarFiles.python());
  const parser = new Parser();
  parser.setLanguage(language);
  const grammar = grammarOf(language);
  const kinds = nodeKinds(language);
  return {
    grammar,
    read: (text) => {
      const tree = parser.parse(text);
      if (tree === null) throw new Error('the parser was cancelled, although nothing cancels it');
      const cursor = tree.walk();
      try {
        return flatten(cursor, kinds, grammar.types.indexOf('comment'));
      } finally {
        cursor.delete();
        tree.delete();
      }
    },
  };
}

function grammarOf(language: Language): Grammar {
  return {
    types: Array.from({ length: language.nodeTypeCount }, (_, id) => language.nodeTypeForId(id) ?? ''),
    fields: Array.from({ length: language.fieldCount + 1 }, (_, id) => (id === 0 ? null : language.fieldNameForId(id))),
  };
}

type NodeKind = 'named' | 'operator' | 'async' | 'punctuation';

const operators = new Set(
  ['not in', 'is not', ...'+ - * / // % ** @ << >> & | ^ ~ < <= == != >= > <> in is not and or'.split(' ')].flatMap(
    (operator) => [operator, `${operator}=`],
  ),
);

/** Punctuation and keywords stay behind, which halves the crossings into WebAssembly. */
function nodeKinds(language: Language): readonly NodeKind[] {
  return Array.from({ length: language.nodeTypeCount }, (_, id) => {
    if (language.nodeTypeIsNamed(id)) return 'named';
    const type = language.nodeTypeForId(id) ?? '';
    return type === 'async' ? 'async' : operators.has(type) ? 'operator' : 'punctuation';
  });
}

/** Iterative, because machine-written Python nests deeper than a call stack. */
function flatten(cursor: TreeCursor, kinds: readonly NodeKind[], commentType: number): FlatTree {
  const nodes = new NumberList();
  const comments = new NumberList();
  let firstError = -1;
  const open: number[] = [];
  for (let more = true; more;) {
    const type = cursor.nodeTypeId;
    const kind = kinds[type] ?? 'named';
    const start = kind === 'punctuation' ? -1 : cursor.startIndex;
    const end = kind === 'punctuation' ? -1 : cursor.endIndex;
    const wrong = type === errorType || ((kind === 'punctuation' || start === end) && cursor.nodeIsMissing);
    if (wrong && firstError < 0) firstError = cursor.startIndex;
    const field = kind === 'punctuation' ? 0 : cursor.currentFieldId;
    // The `*` of a splat and the `@` of a decorator are operators by name only: they have no field.
    const kept = type === commentType ? false : kind === 'operator' ? field !== 0 : kind !== 'punctuation';
    if (type === commentType) comments.push(start, end);
    const index = nodes.length;
    if (kept) nodes.push(type, field, start, end, 0);
    if (kept && cursor.gotoFirstChild()) {
      open.push(index);
      continue;
    }
    if (kept) nodes.set(index + stride - 1, nodes.length / stride);
    while (!cursor.gotoNextSibling()) {
      more = cursor.gotoParent();
      if (!more) break;
      const closed = open.pop();
      if (closed !== undefined) nodes.set(closed + stride - 1, nodes.length / stride);
    }
  }
  return { nodes: nodes.toArray(), comments: comments.toArray(), firstError };
}

/** An array of integers that grows. */
class NumberList {
  length = 0;
  #items = new Int32Array(4_096);

  push(...numbers: readonly number[]): void {
    if (this.length + numbers.length > this.#items.length) {
      const larger = new Int32Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    for (const number of numbers) this.#items[this.length++] = number;
  }

  set(index: number, number: number): void {
    this.#items[index] = number;
  }

  toArray(): Int32Array {
    return this.#items.slice(0, this.length);
  }
}
