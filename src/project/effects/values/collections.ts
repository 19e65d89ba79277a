import type { Value as Constant } from '../../constants/value.ts';
import { length, maximumItems, most, otherKeys, others, unordered } from './collection-keys.ts';
import { join } from './joining.ts';
import { Cell, literal, textOf, unknownValue, type DictValue, type ListValue, type Value } from './value.ts';

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

/** A list of some of these items, in their order. */
export function listOfSome(items: readonly Value[]): ListValue {
  const list = listOf(items);
  if (items.length === 0) return list;
  if (list.cell.values.has(others)) return list;
  list.cell.values.set(length, unknownValue);
  list.cell.values.set(most, literal(items.length));
  return list;
}

/** The same items in no certain order. */
export function shuffled(list: ListValue): ListValue {
  const copy = copyOf(list);
  copy.cell.values.set(unordered, literal(true));
  return copy;
}

export function copyOf(list: ListValue): ListValue {
  const cell = new Cell();
  for (const [key, value] of list.cell.values) cell.values.set(key, value);
  return { kind: 'list', cell };
}

export function isOrdered({ cell }: ListValue): boolean {
  return cell.values.get(unordered) === undefined;
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

/** One dict for several with the same keys. */
export function oneDict(value: Value): Value {
  const dicts = value.kind === 'choice' ? value.of : [];
  const [first, ...others] = dicts.flatMap((one) => (one.kind === 'dict' && !mayHaveMore(one) ? [one] : []));
  if (first === undefined || others.length + 1 < dicts.length) return value;
  const keys = keysOf(first);
  const isAlike = others.every((other) => keysOf(other).toSorted().join() === keys.toSorted().join());
  return isAlike
    ? dictOf(keys.map((key) => [key, join([first, ...others].map(({ cell }) => cell.values.get(key) ?? unknownValue))]))
    : value;
}

/** What the keys are that were not told apart. */
export function withKeys(dict: DictValue, keys: Value): DictValue {
  dict.cell.values.set(otherKeys, keys);
  return dict;
}

/** What a table holds under a key that is one of several, or not known at all. */
export function entryUnder(dict: DictValue, key: Value | undefined): Value {
  if (dict.options === true) return unknownValue;
  const keys = key?.kind === 'choice' ? key.of.map(textOf) : undefined;
  const entries = keys?.map((one) => (one === undefined ? undefined : dict.cell.values.get(one)));
  return entries?.every((entry) => entry !== undefined) === true ? join(entries) : anyEntry(dict);
}

/** What stands under a key that is not known. */
export function anyEntry(dict: DictValue): Value {
  if (dict.options === true) return unknownValue;
  const rest = dict.cell.values.get(others);
  const entries = keysOf(dict).map((key) => dict.cell.values.get(key) ?? unknownValue);
  return join(rest === undefined ? entries : [...entries, rest]);
}

/** The items in order; undefined where their number is unknown. */
export function itemsOf({ cell }: ListValue): readonly Value[] | undefined {
  const size = cell.values.get(length);
  if (size?.kind !== 'literal' || typeof size.value !== 'number') return undefined;
  return Array.from({ length: size.value }, (_, index) => cell.values.get(String(index)) ?? unknownValue);
}

/** What may be in the list, in order, when each of the items may be missing or come several times. */
export function candidatesOf(list: ListValue): readonly Value[] | undefined {
  const { values } = list.cell;
  if (values.get(others) !== undefined) return undefined;
  const sizes = [...literalsOf(values.get(length)), ...literalsOf(values.get(most))].filter(
    (size) => typeof size === 'number',
  );
  if (sizes.length === 0) return undefined;
  return Array.from({ length: Math.max(...sizes) }, (_, index) => values.get(String(index)) ?? unknownValue);
}

/** Whether anything is in the list; undefined where it cannot be told. */
export function hasItems({ cell }: ListValue): boolean | undefined {
  const size = cell.values.get(length);
  const known =
    size?.kind === 'literal' || (size?.kind === 'choice' && size.of.every(({ kind }) => kind === 'literal'));
  if (!known) return undefined;
  const answers = new Set(literalsOf(size).map((one) => one !== 0));
  return answers.size === 1 ? [...answers][0] : undefined;
}

function literalsOf(value: Value | undefined): readonly unknown[] {
  if (value?.kind === 'choice') return value.of.flatMap(literalsOf);
  return value?.kind === 'literal' ? [value.value] : [];
}

/** Any of the items. */
export function elementOf(list: ListValue): Value {
  const items = itemsOf(list) ?? candidatesOf(list);
  if (items !== undefined) return items.length === 0 ? unknownValue : join(items);
  return list.cell.values.get(others) ?? unknownValue;
}

/** The texts among the keys, without those that are certainly gone. */
export function keysOf({ cell }: DictValue): readonly string[] {
  return [...cell.values].flatMap(([key, value]) =>
    key === others || key === otherKeys || key === length || value === undefined ? [] : [key],
  );
}

/** True when keys may be there that nobody saw. */
export function mayHaveMore({ cell, options }: DictValue): boolean {
  return options === true || cell.values.get(others) !== undefined;
}

/** What is in the dict beside the options was seen, every key of it. */
export function hasOnlyOptions({ kind, cell }: DictValue): boolean {
  return !mayHaveMore({ kind, cell });
}

/** Any of the keys. */
export function keyOf(dict: DictValue): Value {
  if (dict.options === true || dict.cell.values.get(others) !== undefined) {
    return dict.cell.values.get(otherKeys) ?? unknownValue;
  }
  return join(keysOf(dict).map((key) => literal(key)));
}

/** Undefined: certainly not there. */
export function entryOf({ cell }: DictValue, key: string): Value | undefined {
  return cell.values.get(key) ?? cell.values.get(others);
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
