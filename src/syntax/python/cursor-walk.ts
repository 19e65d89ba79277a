import type { Tree } from 'web-tree-sitter';
import { errorType, FlatTreeBuilder, type FlatTree } from './flat-tree.ts';
import { isEntered, type NodeKind } from './node-kinds.ts';

export type TreeWalk = (tree: Tree, text: string) => FlatTree;

/**
 * Copies a tree by the documented interface, asking the cursor node after node: slow, because every question crosses
 * into WebAssembly, and right by definition.
 *
 * Iterative, because machine-written Python nests deeper than a call stack.
 */
export function cursorWalk(kinds: readonly NodeKind[]): TreeWalk {
  return (tree, text) => {
    const built = new FlatTreeBuilder();
    const broken = tree.rootNode.hasError;
    const cursor = tree.walk();
    const open: number[] = [];
    for (let more = true; more;) {
      const type = cursor.nodeTypeId;
      const kind = kinds[type] ?? 'inner';
      if (broken && built.firstError < 0 && (type === errorType || cursor.nodeIsMissing))
        built.firstError = cursor.startIndex;
      let entered = false;
      if (kind === 'comment') built.comment(cursor.startIndex, cursor.endIndex);
      else if (kind !== 'punctuation') {
        const field = cursor.currentFieldId;
        // The `*` of a splat and the `@` of a decorator are operators by name only: they have no field.
        if (kind !== 'operator' || field !== 0) {
          const start = cursor.startIndex;
          const index = built.open(type, field, start, cursor.endIndex);
          entered = isEntered(kind, text, start, broken) && cursor.gotoFirstChild();
          if (entered) open.push(index);
          else built.close(index);
        }
      }
      if (entered) continue;
      while (!cursor.gotoNextSibling()) {
        more = cursor.gotoParent();
        if (!more) break;
        const closed = open.pop();
        if (closed !== undefined) built.close(closed);
      }
    }
    cursor.delete();
    return built.finish();
  };
}
