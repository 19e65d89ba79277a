import {
  candidatesOf,
  elementOf,
  isOrdered,
  itemsOf,
  keyOf,
  keysOf,
  listOfMany,
  listOfSome,
  mayHaveMore,
} from '../values/collections.ts';
import type { CallSite, Machine } from '../machine.ts';
import { elementOfAnswer } from '../outside/answers.ts';
import { join } from '../values/joining.ts';
import { Cell, isDry, literal, noArguments, unknown, withAnswer, type Value } from '../values/value.ts';

/** Longer loops are run once for all turns. */
const maximumTurns = 40;

/** The values of a `for` over something whose items are known one by one. */
export function iterationsOf(value: Value): readonly Value[] | undefined {
  const items =
    value.kind === 'list'
      ? itemsOf(value)
      : value.kind === 'dict' && !mayHaveMore(value)
        ? keysOf(value).map((key) => literal(key))
        : value.kind === 'unknown' && value.truth === false
          ? []
          : undefined;
  return items !== undefined && items.length <= maximumTurns ? items : undefined;
}

/** The turns of a loop, one by one. */
export interface Turns {
  readonly items: readonly Value[];
  /** False: each of them may be left out. */
  readonly certain: boolean;
  readonly ordered: boolean;
}

export function turnsOf(value: Value): Turns | undefined {
  if (value.kind === 'choice') return turnsOfAny(value.of);
  const items = iterationsOf(value);
  const ordered = value.kind !== 'list' || isOrdered(value);
  if (items !== undefined) return { items, certain: true, ordered };
  const candidates = value.kind === 'list' ? candidatesOf(value) : undefined;
  return candidates === undefined || candidates.length > maximumTurns
    ? undefined
    : { items: candidates, certain: false, ordered };
}

/** Those of whichever it is: in order, where the others are parts of the longest. */
function turnsOfAny(values: readonly Value[]): Turns | undefined {
  const all = values.map(turnsOf).filter((turns) => turns !== undefined);
  const [longest, ...others] = all.toSorted((a, b) => b.items.length - a.items.length);
  if (longest === undefined || all.length < values.length) return undefined;
  const ordered = all.every((turns) => turns.ordered);
  if (others.every(({ items }) => isPartOf(items, longest.items)))
    return { items: longest.items, certain: false, ordered };
  const items: Value[] = [];
  for (const item of all.flatMap((turns) => turns.items)) if (!items.some((one) => isSame(one, item))) items.push(item);
  return items.length > maximumTurns ? undefined : { items, certain: false, ordered: false };
}

/** The items come in the same order among the others. */
function isPartOf(items: readonly Value[], all: readonly Value[]): boolean {
  let at = 0;
  for (const one of all) {
    const item = items[at];
    if (item !== undefined && isSame(one, item)) at += 1;
  }
  return at === items.length;
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'literal' && b.kind === 'literal' && a.value === b.value && a.dry === b.dry);
}

/** What any turn of a loop gets. */
export function elementsOf(machine: Machine, value: Value, site: CallSite): Value {
  switch (value.kind) {
    case 'list':
      return elementOf(value);
    case 'dict':
      return keyOf(value);
    case 'query':
      return value.plain === true ? unknown(false) : { kind: 'instance', class: value.model, cell: openCell() };
    case 'choice':
      return join(value.of.map((one) => elementsOf(machine, one, site)));
    case 'instance': {
      const iterator = machine.call(machine.attribute(value, '__iter__', site), noArguments, site);
      return iterator.kind === 'list' ? elementOf(iterator) : unknown(isDry(value));
    }
    default:
      return withAnswer(unknown(isDry(value)), elementOfAnswer(machine, value));
  }
}

/** Whatever can be iterated over, as a list. */
export function toList(machine: Machine, value: Value, site: CallSite): Extract<Value, { kind: 'list' }> {
  if (value.kind === 'list') return value;
  if (value.kind === 'choice') {
    const lists = value.of.map((one) => (one.kind === 'list' ? candidatesOf(one) : undefined));
    if (lists.every((list) => list !== undefined)) return listOfSome(lists.flatMap((list) => list));
  }
  return listOfMany(elementsOf(machine, value, site));
}

/** Of an object that came from elsewhere anything may be known there. */
export function openCell(): Cell {
  const cell = new Cell();
  cell.open = true;
  return cell;
}
