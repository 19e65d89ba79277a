import type { Span } from '../../core/location.ts';
import { errorType, stride, type FlatTree, type Grammar } from './flat-tree.ts';

/** A node of the parser's tree, with names for its numbers. */
export interface RawNode extends Span {
  readonly type: string;
  readonly field: string | null;
  readonly children: readonly RawNode[];
}

/** Builds the nodes back to front: the children of a node are complete when its own turn comes. */
export function inflate({ nodes }: FlatTree, { types, fields }: Grammar): RawNode {
  const count = nodes.length / stride;
  const built = new Array<RawNode>(count);
  const at = (index: number): number => nodes[index] ?? 0;
  for (let index = count - 1; index >= 0; index--) {
    const base = index * stride;
    const behind = at(base + 4);
    const children: RawNode[] = [];
    for (let child = index + 1; child < behind; child = at(child * stride + 4)) {
      const node = built[child];
      if (node !== undefined) children.push(node);
    }
    const type = at(base);
    built[index] = {
      type: type === errorType ? 'ERROR' : (types[type] ?? ''),
      field: fields[at(base + 1)] ?? null,
      start: at(base + 2),
      end: at(base + 3),
      children,
    };
  }
  return built[0] ?? { type: 'module', field: null, start: 0, end: 0, children: [] };
}

export function spanOf({ start, end }: RawNode): Span {
  return { start, end };
}

/** The children in a role. */
export function fields(node: RawNode, name: string): readonly RawNode[] {
  return node.children.filter((child) => child.field === name);
}

/** The first child in a role. */
export function field(node: RawNode, name: string): RawNode | undefined {
  return node.children.find((child) => child.field === name);
}
