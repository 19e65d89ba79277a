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
  /** An `ArgumentParser` or one of its groups; `subcommand` is set for the parser of a subcommand. */
  | { readonly kind: 'parser'; readonly subcommand: boolean }
  /** What `add_subparsers` returns. */
  | { readonly kind: 'subparsers' }
  | { readonly kind: 'method'; readonly receiver: Value; readonly name: string }
  /** A function or lambda defined within a function. */
  | { readonly kind: 'closure'; readonly definition: FunctionDefinition | Lambda; readonly frame: Frame }
  | { readonly kind: 'unknown' };

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

/** True when a parser is in it, so that whoever gets the value may register options. */
export function holdsParser(value: Value, seen = new Set<Value>()): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  switch (value.kind) {
    case 'parser':
    case 'subparsers':
      return true;
    case 'list':
      return value.items.some((item) => holdsParser(item, seen));
    case 'dict':
      return value.entries.some(([, item]) => holdsParser(item, seen));
    case 'method':
      return holdsParser(value.receiver, seen);
    case 'closure':
      return framesOf(value.frame).some(({ names }) => [...names.values()].some(({ kind }) => kind === 'parser'));
    default:
      return false;
  }
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
