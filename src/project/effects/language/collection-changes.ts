import { length, many, maximumItems, most, otherKeys, others, unordered } from '../values/collection-keys.ts';
import { candidatesOf, itemsOf } from '../values/collections.ts';
import { join } from '../values/joining.ts';
import type { Machine } from '../machine.ts';
import { literal, unknownValue, type DictValue, type ListValue, type Value } from '../values/value.ts';

/** From now on the items come in no certain order. */
export function markUnordered(machine: Machine, { cell }: ListValue): void {
  machine.store.set(cell, unordered, literal(true));
}

export function append(machine: Machine, list: ListValue, value: Value): void {
  const { store } = machine;
  const items = itemsOf(list);
  const candidates = items ?? candidatesOf(list);
  if (candidates !== undefined && candidates.length < maximumItems) {
    const size = candidates.length + 1;
    const exact = items !== undefined && !machine.loops.isRepeating;
    store.set(list.cell, String(candidates.length), value);
    store.set(list.cell, length, literal(exact ? size : many));
    if (!exact) store.set(list.cell, most, literal(size));
    return;
  }
  const before = candidates ?? [list.cell.values.get(others) ?? value];
  store.set(list.cell, others, join([...before, value]));
  store.set(list.cell, length, literal(many));
}

/** Nothing is known of the items any more. */
export function forget(machine: Machine, { kind, cell }: ListValue | DictValue): void {
  for (const key of [...cell.values.keys()]) machine.store.set(cell, key, undefined);
  machine.store.set(cell, others, unknownValue);
  if (kind === 'list') machine.store.set(cell, length, unknownValue);
}

/** A key that is no text. */
export function addKey(machine: Machine, { cell }: DictValue, key: Value): void {
  machine.store.set(cell, otherKeys, join([cell.values.get(otherKeys) ?? key, key]));
}

export function setEntry(machine: Machine, { cell }: DictValue, key: string | undefined, value: Value): void {
  if (key !== undefined && key !== others && key !== length) machine.store.set(cell, key, value);
  else machine.store.set(cell, others, join([cell.values.get(others) ?? value, value]));
}
