import { altered } from '../../../core/altered.ts';
import {
  copyOf,
  dictOf,
  elementOf,
  itemsOf,
  keysOf,
  listOf,
  listOfMany,
  listOfSome,
  mayHaveMore,
  shuffled,
} from '../values/collections.ts';
import { getAttribute, setAttribute } from '../language/instances.ts';
import { elementsOf, iterationsOf, toList, turnsOf } from '../language/iteration.ts';
import type { CallSite, Machine } from '../machine.ts';
import { readQuery } from './orm.ts';
import { outputEvent } from './outputs.ts';
import { truthOf } from '../language/truth.ts';
import { join } from '../values/joining.ts';
import {
  external,
  isDry,
  literal,
  none,
  noArguments,
  optionOf,
  unknown,
  unknownValue,
  valuesOf,
  type Arguments,
  type Frame,
  type UnknownValue,
  type Value,
} from '../values/value.ts';

/** Python's own functions; undefined: nothing is known of this one. */
export function callBuiltin(machine: Machine, name: string, args: Arguments, site: CallSite): Value | undefined {
  const [first, second, third] = args.positional;
  switch (name) {
    case 'print':
      machine.emit(outputEvent(args.positional, 'stdout', false), site);
      return none;
    case 'super':
      return superOf(args, site.frame);
    case 'getattr':
      return first === undefined ? undefined : getAttribute(machine, first, second, third, site);
    case 'setattr':
      if (first !== undefined) setAttribute(machine, first, second, third ?? unknownValue);
      return none;
    case 'hasattr':
      return unknown(false);
    case 'isinstance':
      return isInstance(machine, first, second);
    case 'bool': {
      const known = first === undefined ? false : truthOf(machine, first);
      return known === undefined ? derived(args) : literal(known, first !== undefined && isDry(first));
    }
    case 'str':
    case 'repr':
      return first?.kind === 'literal' && typeof first.value === 'string'
        ? first
        : altered(derived(args), { made: 'builtins.str()' });
    case 'int':
    case 'float':
      return first?.kind === 'literal' && typeof first.value === 'number' ? first : derived(args);
    case 'list':
    case 'tuple':
    case 'iter':
      if (first !== undefined && name !== 'iter') readQuery(machine, first, false, site);
      return first === undefined ? listOf([]) : sameItems(machine, first, site);
    case 'set':
    case 'frozenset':
    case 'sorted':
    case 'reversed': {
      if (first !== undefined) readQuery(machine, first, false, site);
      const items = first === undefined ? listOf([]) : sameItems(machine, first, site);
      return items.kind === 'list' ? shuffled(items) : items;
    }
    case 'dict':
      return dictionary(args);
    case 'enumerate':
      return first === undefined ? undefined : enumerated(machine, first, site);
    case 'zip':
      return zipped(machine, args.positional, site);
    case 'map':
    case 'filter':
      return mapped(machine, name, first, second, site);
    case 'next':
      return first === undefined ? undefined : following(machine, first, second, site);
    case 'range': {
      const step = optionOf(third ?? first);
      if (step !== undefined) machine.emit({ kind: 'option-use', option: step, use: 'size', guarded: false }, site);
      return listOfMany(unknown(valuesOf(args).some(isDry)));
    }
    case 'max':
      bounded(machine, args, site);
      return derived(args);
    case 'min':
      return derived(args);
    case 'any':
    case 'all':
      return anyOrAll(machine, name, first);
    case 'len': {
      if (first !== undefined) readQuery(machine, first, false, site);
      const items = first?.kind === 'list' ? itemsOf(first) : undefined;
      return items === undefined ? derived(args) : literal(items.length);
    }
    case 'type':
      return first?.kind === 'instance' ? { kind: 'entity', entity: first.class } : external('builtins.type()');
    case 'vars':
    case 'locals':
      return first?.kind === 'dict' ? first : unknownValue;
    default:
      return undefined;
  }
}

/** `next(iterator, default)` */
function following(machine: Machine, iterator: Value, fallback: Value | undefined, site: CallSite): Value {
  const element = elementsOf(machine, iterator, site);
  return fallback === undefined ? element : join([element, fallback]);
}

/** Computed from the arguments, and from nothing else. */
function derived(args: Arguments): UnknownValue {
  const values = valuesOf(args);
  return unknown(
    values.some(isDry),
    values.map(optionOf).find((option) => option !== undefined),
  );
}

/** `super()`, or `super(Class, self)`. */
function superOf({ positional }: Arguments, frame: Frame): Value {
  const [first, given] = positional;
  for (let current: Frame | undefined = frame; current !== undefined; current = current.around) {
    const { owner } = current;
    const receiver = given ?? current.receiver ?? [...current.cell.values.values()][0];
    const after = first?.kind === 'entity' && first.entity.kind === 'class' ? first.entity : owner;
    if (after !== undefined && receiver !== undefined && current.receiver !== undefined)
      return { kind: 'super', receiver, after };
  }
  return unknownValue;
}

function isInstance(machine: Machine, value: Value | undefined, type: Value | undefined): Value {
  if (value?.kind !== 'instance' || type?.kind !== 'entity' || type.entity.kind !== 'class') return unknownValue;
  const { entity } = type;
  const order = machine.analysis.hierarchy.order(value.class);
  if (order.some((ancestor) => ancestor.kind === 'class' && ancestor.class === entity)) return literal(true);
  return order.some(({ kind }) => kind === 'unknown') ? unknownValue : literal(false);
}

function sameItems(machine: Machine, value: Value, site: CallSite): Value {
  if (value.kind === 'list') return copyOf(value);
  const items = iterationsOf(value);
  return items === undefined ? toList(machine, value, site) : listOf(items);
}

function enumerated(machine: Machine, value: Value, site: CallSite): Value {
  const turns = turnsOf(value);
  if (turns === undefined || turns.certain) return zipped(machine, [unknownValue, value], site);
  const pairs = listOfSome(turns.items.map((item) => listOf([unknownValue, item])));
  return turns.ordered ? pairs : shuffled(pairs);
}

function dictionary({ positional, keywords, complete, options }: Arguments): Value {
  const [first] = positional;
  const entries = new Map<string, Value>();
  if (first?.kind === 'dict') {
    for (const key of keysOf(first)) entries.set(key, first.cell.values.get(key) ?? unknownValue);
  }
  for (const [key, value] of keywords) entries.set(key, value);
  const isOptions = options === true || (first?.kind === 'dict' && first.options === true);
  const more =
    !complete || (first !== undefined && (first.kind !== 'dict' || (mayHaveMore(first) && first.options !== true)));
  const dict = dictOf(entries, more ? unknownValue : undefined);
  return isOptions ? { ...dict, options: true } : dict;
}

function zipped(machine: Machine, values: readonly Value[], site: CallSite): Value {
  const lists = values.map((value) => iterationsOf(value));
  const size = Math.min(...lists.flatMap((list) => (list === undefined ? [] : [list.length])));
  const known = values.every((value, index) => lists[index] !== undefined || value === unknownValue);
  const item = (value: Value, index: number, at: number): Value =>
    lists[index]?.[at] ?? (value === unknownValue ? unknownValue : elementsOf(machine, value, site));
  if (known && Number.isFinite(size)) {
    return listOf(
      Array.from({ length: size }, (_, at) => listOf(values.map((value, index) => item(value, index, at)))),
    );
  }
  return listOfMany(listOf(values.map((value) => (value === unknownValue ? value : elementsOf(machine, value, site)))));
}

function mapped(
  machine: Machine,
  name: string,
  work: Value | undefined,
  over: Value | undefined,
  site: CallSite,
): Value | undefined {
  if (work === undefined || over === undefined) return undefined;
  const element = elementsOf(machine, over, site);
  if (work.kind === 'literal') return listOfMany(element);
  const value = machine.loops.repeatedly(() => machine.call(work, { ...noArguments, positional: [element] }, site));
  return listOfMany(name === 'map' ? value : element);
}

/** `max(1, size)` keeps a size within bounds; `min(size, 500)` still lets zero pass. */
function bounded(machine: Machine, args: Arguments, site: CallSite): void {
  const option = args.positional.map(optionOf).find((one) => one !== undefined);
  if (option !== undefined) machine.emit({ kind: 'option-use', option, use: 'bounds', guarded: false }, site);
}

function anyOrAll(machine: Machine, name: string, values: Value | undefined): Value {
  const items = values?.kind === 'list' ? itemsOf(values) : undefined;
  if (items === undefined) return unknown(values?.kind === 'list' && isDry(elementOf(values)));
  const decides = name === 'any';
  const truths = items.map((item) => truthOf(machine, item));
  if (truths.includes(decides)) return literal(decides, items.some(isDry));
  return truths.includes(undefined) ? unknown(isDry(join(items))) : literal(!decides, items.some(isDry));
}
