import type { KeyPath } from '../key-path.ts';

/** From 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What every format is read into: values that know where they stand. */
export type ConfigNode = { readonly at: Position } & (
  | { readonly kind: 'scalar'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: readonly ConfigNode[] }
  | { readonly kind: 'table'; readonly entries: ReadonlyMap<string, TableEntry> }
);

export interface TableEntry {
  readonly keyAt: Position;
  readonly node: ConfigNode;
}

export interface PlacedMessage {
  readonly at: Position;
  readonly message: string;
}

/** What stops a text from being read at all, as its format defines it. */
export class DocumentSyntaxError extends Error {
  override readonly name = 'DocumentSyntaxError';
  readonly messages: readonly PlacedMessage[];

  constructor(messages: readonly PlacedMessage[]) {
    super(messages[0]?.message);
    this.messages = messages;
  }
}

export function valueOf(node: ConfigNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(valueOf);
    case 'table':
      return Object.fromEntries([...node.entries].map(([key, entry]) => [key, valueOf(entry.node)]));
  }
}

/** Place of the value at a path, or of its key; the nearest thing around it when there is no such value. */
export function positionOf(root: ConfigNode, path: KeyPath, part: 'key' | 'value' = 'value'): Position {
  let at = root.at;
  let node = root;
  for (const step of path) {
    const next = child(node, step);
    if (next === undefined) return at;
    at = part === 'key' ? next.keyAt : next.node.at;
    node = next.node;
  }
  return at;
}

function child(node: ConfigNode, step: string | number): TableEntry | undefined {
  if (node.kind === 'table') return node.entries.get(String(step));
  if (node.kind !== 'list' || typeof step !== 'number') return undefined;
  const item = node.items[step];
  return item && { keyAt: item.at, node: item };
}
