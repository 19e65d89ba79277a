import type { Value as Constant } from '../constants/value.ts';
import type { Machine } from './machine.ts';
import { Cell, join, literal, unknownValue, type DictValue, type ListValue, type Value } from './value.ts';

/** Key of a list's length; absent where it is not known. */
const length = '#';
/** Key of what stands under keys, or at places, that were not told apart. */
const others = '*';
/** Longer lists are data. */
const maximumItems = 200;

export function listOf(items: readonly Value[]): ListValue {
  const cell = new Cell();
  if (items.length > maximumItems) {
    cell.values.set(others, join(items));
    return { kind: 'list', cell };
  }
  items.forEach((item, index) => cell.values.set(String(index), item));
  cell.values.set(length, literal(items.length));
  return { kind: 'list', cell };
}

/** A list of unknown length. */
export function listOfMany(element: Value): ListValue {
  const cell = new Cell();
  cell.values.set(others, element);
  return { kind: 'list', cell };
}

/** `rest`: what other keys may stand for; absent: there are none. */
export function dictOf(entries: Iterable<readonly [string, Value]>, rest?: Value): DictValue {
  const cell = new Cell();
  for (const [key, value] of entries) cell.values.set(key, value);
  if (rest !== undefined) cell.values.set(others, rest);
  return { kind: 'dict', cell };
}

/** The items in order; undefined where their number is unknown. */
export function itemsOf({ cell }: ListValue): readonly Value[] | undefined {
  const size = cell.values.get(length);
  if (size?.kind !== 'literal' || typeof size.value !== 'number') return undefined;
  return Array.from({ length: size.value }, (_, index) => cell.values.get(String(index)) ?? unknownValue);
}

/** Any of the items. */
export function elementOf(list: ListValue): Value {
  const items = itemsOf(list);
  if (items !== undefined) return items.length === 0 ? unknownValue : join(items);
  return list.cell.values.get(others) ?? unknownValue;
}

export function append(machine: Machine, list: ListValue, value: Value): void {
  const { store } = machine;
  const items = itemsOf(list);
  if (items !== undefined && !machine.isRepeating && items.length < maximumItems) {
    store.set(list.cell, String(items.length), value);
    store.set(list.cell, length, literal(items.length + 1));
    return;
  }
  const before = items ?? [list.cell.values.get(others) ?? value];
  store.set(list.cell, others, join([...before, value]));
  store.set(list.cell, length, unknownValue);
}

/** Nothing is known of the items any more. */
export function forget(machine: Machine, { cell }: ListValue | DictValue): void {
  for (const key of [...cell.values.keys()]) machine.store.set(cell, key, undefined);
  machine.store.set(cell, others, unknownValue);
  if (cell.values.has(length)) machine.store.set(cell, length, unknownValue);
}

/** The texts among the keys, without those that are certainly gone. */
export function keysOf({ cell }: DictValue): readonly string[] {
  return [...cell.values].flatMap(([key, value]) =>
    key === others || key === length || value === undefined ? [] : [key],
  );
}

/** True when keys may be there that nobody saw. */
export function mayHaveMore({ cell, options }: DictValue): boolean {
  return options === true || cell.values.get(others) !== undefined;
}

/** Undefined: certainly not there. */
export function entryOf({ cell }: DictValue, key: string): Value | undefined {
  return cell.values.get(key) ?? cell.values.get(others);
}

export function setEntry(machine: Machine, { cell }: DictValue, key: string | undefined, value: Value): void {
  if (key !== undefined && key !== others && key !== length) machine.store.set(cell, key, value);
  else machine.store.set(cell, others, join([cell.values.get(others) ?? value, value]));
}

/** A constant of a module or class, as a value of a run. */
export function fromConstant(constant: Constant, entity: (constant: Constant) => Value): Value {
  switch (constant.kind) {
    case 'literal':
      return literal(constant.value);
    case 'list':
      return listOf(constant.items.map((item) => fromConstant(item, entity)));
    case 'dict': {
      const entries = constant.entries.map(([key, value]) => [key, fromConstant(value, entity)] as const);
      const texts = entries.flatMap(([key, value]) =>
        key.kind === 'literal' && typeof key.value === 'string' ? [[key.value, value] as const] : [],
      );
      const rest = entries.length === texts.length ? undefined : join(entries.map(([, value]) => value));
      return dictOf(texts, rest);
    }
    default:
      return entity(constant);
  }
}
