import type { Expression } from '../../../core/python.ts';
import {
  candidatesOf,
  elementOf,
  entryOf,
  entryUnder,
  isOrdered,
  itemsOf,
  listOf,
  listOfMany,
  listOfSome,
  shuffled,
} from '../values/collections.ts';
import { join } from '../values/joining.ts';
import type { CallSite, Machine } from '../machine.ts';
import { partOfAnswer } from '../outside/answers.ts';
import { readQuery, recordOf } from '../outside/orm.ts';
import { external, isDry, optionOf, textOf, unknown, unknownValue, withAnswer, type Value } from '../values/value.ts';

/** `value[index]` */
export function subscript(machine: Machine, value: Value, indexes: readonly Value[], site: CallSite): Value {
  const [index] = indexes;
  if (index === undefined || indexes.length !== 1) return unknown(isDry(value), optionOf(value));
  if (value.kind === 'dict') {
    const key = textOf(index);
    if (key === undefined) {
      if (value.options === true) machine.options.escape();
      return isDry(index) ? unknown(true) : entryUnder(value, index);
    }
    const entry = value.cell.values.get(key);
    const isUntouched =
      !value.cell.values.has(key) || (entry !== undefined && entry === machine.options.assumed.get(key));
    if (value.options === true && isUntouched) return machine.options.read(key, true, site);
    if (entry !== undefined) return entry;
    const other = entryOf(value, key);
    if (other === undefined && value.options !== true && !value.cell.open) machine.crash('KeyError', site);
    return other ?? unknownValue;
  }
  if (value.kind === 'list') {
    const items = itemsOf(value);
    const position = index.kind === 'literal' && typeof index.value === 'number' ? index.value : undefined;
    if (items !== undefined && position !== undefined) return items.at(position) ?? unknownValue;
    return index.kind === 'external' || index.kind === 'unknown' ? elementOrSlice(value, index) : elementOf(value);
  }
  if (value.kind === 'query') {
    if (index.kind !== 'literal') return value;
    readQuery(machine, value, false, site);
    return recordOf(value);
  }
  if (value.kind === 'literal' && value.value === null) machine.crash('TypeError', site);
  if (value.kind === 'choice') return join(value.of.map((one) => subscript(machine, one, indexes, site)));
  const answer = partOfAnswer(machine, value, index);
  if (value.kind === 'external') return withAnswer(external(`${value.path}[]`, value.dry || isDry(index)), answer);
  // `options[name]` with a name that came from somewhere is no constant, and `List[int]` is still `List`.
  return value.kind === 'entity' ? value : withAnswer(unknown(isDry(value) || isDry(index), optionOf(value)), answer);
}

/** `FLAGS[1:]`; undefined for anything else. */
export function sliced(
  machine: Machine,
  value: Value,
  [index]: readonly Expression[],
  site: CallSite,
): Value | undefined {
  const bounds = index?.kind === 'opaque' ? index.slice : undefined;
  if (bounds === undefined) return undefined;
  const [from, to] = [bounds.from, bounds.to].map((bound) => bound && machine.evaluate(bound, site.frame));
  const option = optionOf(to) ?? optionOf(from);
  if (option !== undefined) machine.emit({ kind: 'option-use', option, use: 'size', guarded: false }, site);
  if (value.kind !== 'list') return undefined;
  const items = itemsOf(value);
  const [start, end] = [from, to].map((bound) => (bound === undefined ? null : numberOf(bound)));
  if (items !== undefined && start !== undefined && end !== undefined) {
    const part = listOf(items.slice(start ?? 0, end ?? items.length));
    return isOrdered(value) ? part : shuffled(part);
  }
  const candidates = candidatesOf(value);
  if (candidates === undefined) return undefined;
  return isOrdered(value) ? listOfSome(candidates) : shuffled(listOfSome(candidates));
}

function numberOf(value: Value): number | undefined {
  return value.kind === 'literal' && typeof value.value === 'number' ? value.value : undefined;
}

function elementOrSlice(value: Extract<Value, { kind: 'list' }>, index: Value): Value {
  const option = optionOf(index);
  return option === undefined ? elementOf(value) : listOfMany(elementOf(value));
}
