import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import type { Span } from '../../core/location.ts';
import { grammarFiles } from './grammar-files.ts';

/** A node of the parser's tree, copied out of WebAssembly memory. */
export interface RawNode extends Span {
  readonly type: string;
  readonly field: string | null;
  readonly children: readonly RawNode[];
}

export interface RawTree {
  readonly root: RawNode;
  readonly comments: readonly Span[];
  /** Offset of the first error. */
  readonly firstError?: number;
}

export type RawParser = (text: string) => RawTree;

export async function createRawParser(): Promise<RawParser> {
  await Parser.init({ locateFile: grammarFiles.runtime });
  const language = await Language.load(grammarFiles.python());
  const parser = new Parser();
  parser.setLanguage(language);
  const kept = keptTypes(language);
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error('the parser was cancelled, although nothing cancels it');
    const cursor = tree.walk();
    try {
      return copy(cursor, kept);
    } finally {
      cursor.delete();
      tree.delete();
    }
  };
}

const operators = new Set(
  'async + - * / // % ** @ << >> & | ^ ~ < <= == != >= > <> in is not and or'
    .split(' ')
    .concat(['not in', 'is not'])
    .flatMap((operator) => [operator, `${operator}=`]),
);

/** By type id: punctuation and keywords stay behind, which halves the crossings into WebAssembly. */
function keptTypes(language: Language): readonly boolean[] {
  return Array.from({ length: language.nodeTypeCount }, (_, id) => {
    return language.nodeTypeIsNamed(id) || operators.has(language.nodeTypeForId(id) ?? '');
  });
}

interface OpenNode extends RawNode {
  readonly children: RawNode[];
}

/** Iterative, because machine-written Python nests deeper than a call stack. */
function copy(cursor: TreeCursor, kept: readonly boolean[]): RawTree {
  const comments: Span[] = [];
  const root = open(cursor);
  let firstError = root.type === 'ERROR' ? root.start : undefined;
  const ancestors: OpenNode[] = [];
  let current = root;
  while (descend(cursor, ancestors, current)) {
    if (kept[cursor.nodeTypeId] === false) {
      if (cursor.nodeIsMissing) firstError ??= cursor.startIndex;
      current = skipped;
      continue;
    }
    current = open(cursor);
    if (current.type === 'comment') {
      comments.push({ start: current.start, end: current.end });
      continue;
    }
    if (current.type === 'ERROR' || (current.start === current.end && cursor.nodeIsMissing))
      firstError ??= current.start;
    // The `*` of a splat and the `@` of a decorator are operators by name only: they have no field.
    const isPart = current.field !== null || current.type === 'async' || cursor.nodeIsNamed;
    if (isPart) ancestors.at(-1)?.children.push(current);
  }
  return { root, comments, ...(firstError === undefined ? {} : { firstError }) };
}

/** Takes the place of nodes that are not copied; they have no children. */
const skipped: OpenNode = { type: '', field: null, start: 0, end: 0, children: [] };

/** Moves to the next node in document order; false at the end. */
function descend(cursor: TreeCursor, ancestors: OpenNode[], current: OpenNode): boolean {
  if (current !== skipped && cursor.gotoFirstChild()) {
    ancestors.push(current);
    return true;
  }
  while (!cursor.gotoNextSibling()) {
    if (!cursor.gotoParent()) return false;
    ancestors.pop();
  }
  return true;
}

function open(cursor: TreeCursor): OpenNode {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName,
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  };
}
