import type { Expression } from '../../core/python.ts';
import type { RawNode } from './raw-tree.ts';

/** Stands for an expression that an error left out. */
export function nothing(node: RawNode): Expression {
  return { kind: 'opaque', parts: [], start: node.start, end: node.end };
}

/** A property that is left out when there is no value. */
export function optional<Key extends string, T>(key: Key, value: T | undefined): { readonly [K in Key]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: T });
}
