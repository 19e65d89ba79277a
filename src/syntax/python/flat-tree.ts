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

/** The id that every version of tree-sitter gives to a node that is a syntax error. */
export const errorType = 0xffff;

/** What the numbers mean; the same in every thread, because it comes from the same grammar. */
export interface Grammar {
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];
}

/** Takes down nodes in document order; used again for every tree, because large arrays are dear to make. */
export class FlatTreeBuilder {
  firstError = -1;
  readonly #nodes = new NumberList();
  readonly #comments = new NumberList();

  /** Returns the index that `close` wants. */
  open(type: number, field: number, start: number, end: number): number {
    const index = this.#nodes.length;
    const items = this.#nodes.reserve(stride);
    items[index] = type;
    items[index + 1] = field;
    items[index + 2] = start;
    items[index + 3] = end;
    return index;
  }

  /** Everything since `open` is a descendant. */
  close(index: number): void {
    this.#nodes.items[index + 4] = this.#nodes.length / stride;
  }

  comment(start: number, end: number): void {
    const index = this.#comments.length;
    const items = this.#comments.reserve(2);
    items[index] = start;
    items[index + 1] = end;
  }

  /** The tree, and room for the next one. */
  finish(): FlatTree {
    const { firstError } = this;
    this.firstError = -1;
    return { nodes: this.#nodes.take(), comments: this.#comments.take(), firstError };
  }
}

/** An array of integers that grows. */
class NumberList {
  length = 0;
  items = new Int32Array(4_096);

  reserve(count: number): Int32Array {
    this.length += count;
    if (this.length > this.items.length) {
      const larger = new Int32Array(this.items.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    return this.items;
  }

  take(): Int32Array {
    const taken = this.items.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}
