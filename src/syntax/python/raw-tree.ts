import type { Span } from '../../core/location.ts';
import { errorType, stride, type FlatTree, type Grammar } from './flat-tree.ts';

/** A node of the parser's tree, with names for its numbers. */
export interface RawNode extends Span {
  readonly type: string;
  readonly field: string | null;
  readonly children: readonly RawNode[];
  /** Its number in the flat tree. */
  readonly index: number;
}

/** The root; other nodes are made when somebody asks for the children of theirs. */
export function inflate({ nodes }: FlatTree, grammar: Grammar): RawNode {
  if (nodes.length === 0) return { type: 'module', field: null, start: 0, end: 0, children: none, index: 0 };
  return new FlatNode({ nodes, grammar }, 0);
}

interface Origin {
  readonly nodes: Int32Array;
  readonly grammar: Grammar;
}

const none: readonly RawNode[] = [];

class FlatNode implements RawNode {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly index: number;
  readonly #origin: Origin;
  #children: readonly RawNode[] | undefined;

  constructor(origin: Origin, index: number) {
    const { nodes, grammar } = origin;
    const base = index * stride;
    const type = nodes[base] ?? 0;
    this.type = type === errorType ? 'ERROR' : (grammar.types[type] ?? '');
    this.field = grammar.fields[nodes[base + 1] ?? 0] ?? null;
    this.start = nodes[base + 2] ?? 0;
    this.end = nodes[base + 3] ?? 0;
    this.index = index;
    this.#origin = origin;
  }

  get children(): readonly RawNode[] {
    return (this.#children ??= this.#inflate());
  }

  #inflate(): readonly RawNode[] {
    const { nodes } = this.#origin;
    const behind = nodes[this.index * stride + 4] ?? 0;
    if (behind === this.index + 1) return none;
    const children: RawNode[] = [];
    for (let child = this.index + 1; child < behind; child = nodes[child * stride + 4] ?? behind)
      children.push(new FlatNode(this.#origin, child));
    return children;
  }
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
  for (const child of node.children) if (child.field === name) return child;
  return undefined;
}
