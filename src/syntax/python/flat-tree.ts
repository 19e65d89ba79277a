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
        return flatten(cursor, text, kinds, tree.rootNode.hasError);
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

type NodeKind = 'inner' | 'leaf' | 'string' | 'comment' | 'operator' | 'punctuation';

const operators = new Set(
  ['not in', 'is not', ...'+ - * / // % ** @ << >> & | ^ ~ < <= == != >= > <> in is not and or'.split(' ')].flatMap(
    (operator) => [operator, `${operator}=`],
  ),
);
const leaves = new Set(
  ['identifier', 'integer', 'float', 'true', 'false', 'none', 'ellipsis', 'async'].concat([
    'pass_statement',
    'break_statement',
    'continue_statement',
    'string_start',
    'string_content',
    'string_end',
  ]),
);

/** Every question asked of the cursor crosses into WebAssembly; knowing the kinds of nodes saves half of them. */
function nodeKinds(language: Language): readonly NodeKind[] {
  return Array.from({ length: language.nodeTypeCount }, (_, id) => {
    const type = language.nodeTypeForId(id) ?? '';
    if (type === 'comment' || type === 'string') return language.nodeTypeIsNamed(id) ? type : 'punctuation';
    if (leaves.has(type)) return 'leaf';
    if (language.nodeTypeIsNamed(id)) return 'inner';
    return operators.has(type) ? 'operator' : 'punctuation';
  });
}

/** Only f-strings and t-strings have anything inside that is not text. */
const interpolating = /[ftFT]/;

/**
 * Iterative, because machine-written Python nests deeper than a call stack. `broken`: somewhere in the tree is an error,
 * so that every node has to be asked.
 */
function flatten(cursor: TreeCursor, text: string, kinds: readonly NodeKind[], broken: boolean): FlatTree {
  const nodes = new NumberList();
  const comments = new NumberList();
  let firstError = -1;
  const open: number[] = [];
  for (let more = true; more;) {
    const type = cursor.nodeTypeId;
    const kind = kinds[type] ?? 'inner';
    if (broken && firstError < 0 && (type === errorType || cursor.nodeIsMissing)) firstError = cursor.startIndex;
    let entered = false;
    if (kind === 'comment') comments.push(cursor.startIndex, cursor.endIndex);
    else if (kind !== 'punctuation') {
      const field = cursor.currentFieldId;
      // The `*` of a splat and the `@` of a decorator are operators by name only: they have no field.
      if (kind !== 'operator' || field !== 0) {
        const start = cursor.startIndex;
        const index = nodes.length;
        nodes.push(type, field);
        nodes.push(start, cursor.endIndex);
        nodes.push(0);
        const inside =
          kind === 'inner' || (kind === 'string' && (broken || interpolating.test(text.slice(start, start + 3))));
        entered = inside && cursor.gotoFirstChild();
        if (entered) open.push(index);
        else nodes.set(index + stride - 1, nodes.length / stride);
      }
    }
    if (entered) continue;
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

  push(first: number, second?: number): void {
    if (this.length + 2 > this.#items.length) {
      const larger = new Int32Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length++] = first;
    if (second !== undefined) this.#items[this.length++] = second;
  }

  set(index: number, number: number): void {
    this.#items[index] = number;
  }

  toArray(): Int32Array {
    return this.#items.slice(0, this.length);
  }
}
