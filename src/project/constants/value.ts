import type { FunctionDefinition, Lambda } from '../../core/python.ts';
import type { ClassEntity, Entity, Module } from '../entity.ts';

/** What an expression is, as far as it can be told without running anything. */
export type Value =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Value, Value])[] }
  /** A class, function or module, or something from outside the project. */
  | { readonly kind: 'entity'; readonly entity: Entity }
  /** The instance whose method runs; `super()` starts its look-up behind `after`. */
  | { readonly kind: 'self' }
  | { readonly kind: 'super'; readonly after: ClassEntity }
  /** An `ArgumentParser` or one of its groups; `exclusive` tells mutually exclusive groups apart. */
  | { readonly kind: 'parser'; readonly parser: ParserHandle; readonly exclusive?: number }
  /** What `add_subparsers` of that parser returns. */
  | { readonly kind: 'subparsers'; readonly parser: ParserHandle }
  /** What `add_argument` returns; one object for each registration. */
  | { readonly kind: 'action'; readonly registration: object }
  | { readonly kind: 'method'; readonly receiver: Value; readonly name: string }
  /** A function or lambda defined within a function. */
  | { readonly kind: 'closure'; readonly definition: FunctionDefinition | Lambda; readonly frame: Frame }
  | { readonly kind: 'unknown' };

/** Identity of a parser, whatever is known of it elsewhere. */
export interface ParserHandle {
  /** `separate`: made by the project's own code, and nobody's unless it is given to a parser as its parent. */
  readonly role: 'command' | 'subcommand' | 'separate';
}

/** The names of one call; module names are looked up behind them. */
export interface Frame {
  readonly module: Module;
  readonly names: Map<string, Value>;
  /** The function around this one. */
  readonly parent?: Frame;
  /** The class whose body this is. */
  readonly owner?: ClassEntity;
}

export const unknownValue: Value = { kind: 'unknown' };
export const literal = (value: string | number | boolean | null): Value => ({ kind: 'literal', value });

/** Of entries with the same key the place of the first and the value of the last one count, as in Python. */
export function dictOf(entries: readonly (readonly [Value, Value])[]): Value {
  const known = new Map<unknown, readonly [Value, Value]>();
  for (const [key, value] of entries) {
    const identity = key.kind === 'literal' ? key.value : key;
    known.set(identity, [known.get(identity)?.[0] ?? key, value]);
  }
  return { kind: 'dict', entries: [...known.values()] };
}

export function isString(value: Value): value is { kind: 'literal'; value: string } {
  return value.kind === 'literal' && typeof value.value === 'string';
}

/** Python's truth of a value; undefined where it cannot be told. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'literal':
      return value.value !== null && value.value !== false && value.value !== 0 && value.value !== '';
    case 'list':
      return value.items.length > 0;
    case 'dict':
      return value.entries.length > 0;
    case 'parser':
    case 'self':
      return true;
    default:
      return undefined;
  }
}

/** The parsers on which whoever gets the value may register options. */
export function parsersIn(value: Value, found = new Set<ParserHandle>(), seen = new Set<Value>()): Set<ParserHandle> {
  if (seen.has(value)) return found;
  seen.add(value);
  switch (value.kind) {
    case 'parser':
    case 'subparsers':
      found.add(value.parser);
      break;
    case 'list':
      for (const item of value.items) parsersIn(item, found, seen);
      break;
    case 'dict':
      for (const [, item] of value.entries) parsersIn(item, found, seen);
      break;
    case 'method':
      parsersIn(value.receiver, found, seen);
      break;
    case 'closure':
      for (const { names } of framesOf(value.frame))
        for (const held of names.values()) if (held.kind === 'parser') found.add(held.parser);
      break;
    default:
  }
  return found;
}

/** A frame and those around it. */
function framesOf(frame: Frame): readonly Frame[] {
  return frame.parent === undefined ? [frame] : [frame, ...framesOf(frame.parent)];
}

/** Longer loops than this are data, not declarations. */
export const maximumItems = 2_000;

/** The values that a `for` loop runs over; undefined where that cannot be told. */
export function iterate(value: Value): readonly Value[] | undefined {
  if (value.kind === 'list') return value.items.length > maximumItems ? undefined : value.items;
  if (value.kind === 'dict') return value.entries.map(([key]) => key);
  return isString(value) ? Array.from(value.value, literal) : undefined;
}

/** Notes that a list or dict is not what it was; other values cannot be changed in place. */
export function markChanged(value: Value, changed: WeakSet<Value>): void {
  if (value.kind === 'list' || value.kind === 'dict') changed.add(value);
}
