import { errorType, FlatTreeBuilder } from './flat-tree.ts';
import type { TreeWalk } from './cursor-walk.ts';
import { isEntered, type NodeKind } from './node-kinds.ts';
import { heap, inline, subtreeWords, tableWidth, type Memory, type ProductionTables } from './subtree-memory.ts';

/**
 * Numbers of an open node: its next child, the address behind the last one, its index (-1: hidden), the end of the child
 * before, the place of the next child in the tables, the field of its children that have none of their own.
 */
const frameSize = 6;

/**
 * Copies a tree by reading the parser's memory: several times as fast as asking its cursor, and to be compared with it
 * before it is trusted. Nodes that the grammar hides are entered like others, and leave their children to the node around them.
 */
export function subtreeWalk(kinds: readonly NodeKind[], tables: ProductionTables, memory: () => Memory): TreeWalk {
  const walk = new SubtreeWalk(kinds, tables);
  const built = walk.built;
  return ({ rootNode }, text) => {
    walk.run(memory(), rootNode.id >> 2, text);
    return built.finish();
  };
}

class SubtreeWalk {
  readonly built = new FlatTreeBuilder();
  readonly #kinds: readonly NodeKind[];
  readonly #tables: ProductionTables;
  #memory: Memory = new Int32Array(0);
  #text = '';
  #broken = false;
  /** The open nodes, `frameSize` numbers each. */
  #frames = new Int32Array(64 * frameSize);
  #top = -frameSize;

  constructor(kinds: readonly NodeKind[], tables: ProductionTables) {
    this.#kinds = kinds;
    this.#tables = tables;
  }

  run(memory: Memory, root: number, text: string): void {
    this.#memory = memory;
    this.#text = text;
    const first = memory[root] ?? 0;
    this.#broken = (first & inline.is) === 0 && (memory[(first >> 2) + heap.errorCost] ?? 0) !== 0;
    this.#subtree(root, 0, 0, 0);
    while (this.#top >= 0) this.#next();
    this.#text = '';
  }

  /** The next child of the innermost open node, or its end. */
  #next(): void {
    const frames = this.#frames;
    const frame = this.#top;
    const child = frames[frame] ?? 0;
    if (child === frames[frame + 1]) {
      const node = frames[frame + 2] ?? -1;
      if (node >= 0) this.built.close(node);
      this.#top -= frameSize;
      return;
    }
    frames[frame] = child + subtreeWords;
    this.#subtree(child, frames[frame + 3] ?? 0, frames[frame + 4] ?? 0, frames[frame + 5] ?? 0);
  }

  /** Reads the subtree behind `end`, a child of `production`; `inherited` is the field of a hidden node around it. */
  #subtree(address: number, end: number, place: number, inherited: number): void {
    const memory = this.#memory;
    const first = memory[address] ?? 0;
    const isInline = (first & inline.is) !== 0;
    const data = first >> 2;
    const second = isInline ? (memory[address + 1] ?? 0) : 0;
    const flags = isInline ? first : (memory[data + heap.flags] ?? 0);
    const start = end + (isInline ? inline.paddingBytes(second) : (memory[data + heap.paddingBytes] ?? 0));
    const behind = start + (isInline ? inline.sizeBytes(second) : (memory[data + heap.sizeBytes] ?? 0));
    const extra = (flags & (isInline ? inline.extra : heap.extra)) !== 0;
    const alias = extra ? 0 : (this.#tables.aliases[place] ?? 0);
    const field = extra ? 0 : this.#tables.fields[place] || inherited;
    const children = isInline ? 0 : (memory[data + heap.childCount] ?? 0);
    if (this.#top >= 0) {
      this.#frames[this.#top + 3] = behind;
      if (!extra && (place + 1) % tableWidth !== 0) this.#frames[this.#top + 4] = place + 1;
    }
    const visible = (flags & (isInline ? inline.visible : heap.visible)) !== 0;
    if (alias === 0 && !visible && this.#top >= 0) {
      if (children > 0) this.#enter(data, children, -1, end, field);
      return;
    }
    const symbol = alias || (isInline ? inline.symbol(first) : (memory[data + heap.symbol] ?? 0) & 0xffff);
    const missing = (flags & (isInline ? inline.missing : heap.missing)) !== 0;
    const node = this.#node(symbol, field, start >> 1, behind >> 1, missing);
    if (node >= 0 && children > 0) this.#enter(data, children, node, end, 0);
    else if (node >= 0) this.built.close(node);
  }

  /** Takes a visible node down; -1 when nobody is interested in what is inside. */
  #node(symbol: number, field: number, start: number, end: number, missing: boolean): number {
    const { built } = this;
    const type = symbol === errorType ? symbol : (this.#tables.publicSymbols[symbol] ?? symbol);
    const kind = this.#kinds[type] ?? 'inner';
    if (this.#broken && built.firstError < 0 && (type === errorType || missing)) built.firstError = start;
    if (kind === 'comment') built.comment(start, end);
    // The `*` of a splat and the `@` of a decorator are operators by name only: they have no field.
    if (kind === 'comment' || kind === 'punctuation' || (kind === 'operator' && field === 0)) return -1;
    const node = built.open(type, field, start, end);
    if (isEntered(kind, this.#text, start, this.#broken)) return node;
    built.close(node);
    return -1;
  }

  #enter(data: number, children: number, node: number, end: number, field: number): void {
    this.#top += frameSize;
    const frame = this.#top;
    if (frame + frameSize > this.#frames.length) {
      const larger = new Int32Array(this.#frames.length * 2);
      larger.set(this.#frames);
      this.#frames = larger;
    }
    const frames = this.#frames;
    frames[frame] = data - children * subtreeWords;
    frames[frame + 1] = data;
    frames[frame + 2] = node;
    // A node begins where its first child does: the blanks before are counted there.
    frames[frame + 3] = end;
    frames[frame + 4] = ((this.#memory[data + heap.production] ?? 0) >>> 16) * tableWidth;
    frames[frame + 5] = field;
  }
}
