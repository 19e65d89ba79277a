import { append, forget, markUnordered, setEntry } from './collection-changes.ts';
import {
  anyEntry,
  candidatesOf,
  copyOf,
  dictOf,
  elementOf,
  entryOf,
  entryUnder,
  hasOnlyOptions,
  itemsOf,
  keyOf,
  keysOf,
  listOf,
  listOfMany,
  mayHaveMore,
} from '../values/collections.ts';
import { toList } from './iteration.ts';
import type { CallSite, Machine } from '../machine.ts';
import { join } from '../values/joining.ts';
import {
  isDry,
  literal,
  none,
  textOf,
  unknown,
  unknownValue,
  type Arguments,
  type DictValue,
  type ListValue,
  type Value,
} from '../values/value.ts';

/** Methods of lists, sets and dicts. */
export function callContainerMethod(
  machine: Machine,
  receiver: ListValue | DictValue,
  name: string,
  args: Arguments,
  site: CallSite,
): Value {
  return receiver.kind === 'list'
    ? callListMethod(machine, receiver, name, args, site)
    : callDictMethod(machine, receiver, name, args, site);
}

function callListMethod(machine: Machine, list: ListValue, name: string, args: Arguments, site: CallSite): Value {
  const [first, second] = args.positional;
  switch (name) {
    case 'append':
    case 'add':
      append(machine, list, first ?? unknownValue);
      return none;
    case 'insert':
      append(machine, list, second ?? unknownValue);
      markUnordered(machine, list);
      return none;
    case 'sort':
    case 'reverse':
      markUnordered(machine, list);
      return none;
    case 'extend':
    case 'update': {
      const added = first === undefined ? undefined : toList(machine, first, site);
      const items = added && itemsOf(added);
      const candidates = added && (items ?? candidatesOf(added));
      if (items !== undefined) for (const item of items) append(machine, list, item);
      else if (candidates !== undefined)
        for (const item of candidates) {
          machine.branches.perhaps(false, () => {
            append(machine, list, item);
            return none;
          });
        }
      else if (added !== undefined)
        machine.loops.repeatedly(() => {
          append(machine, list, elementOf(added));
        });
      return none;
    }
    case 'copy':
    case '__iter__':
      return copyOf(list);
    case 'pop':
    case 'popleft': {
      const element = elementOf(list);
      forgetLength(machine, list);
      return element;
    }
    case 'clear':
    case 'remove':
    case 'discard':
      if (itemsOf(list)?.length !== 0) forgetLength(machine, list);
      return none;
    default:
      return unknownValue;
  }
}

function forgetLength(machine: Machine, list: ListValue): void {
  const element = elementOf(list);
  forget(machine, list);
  machine.store.set(list.cell, '*', element);
}

function callDictMethod(machine: Machine, dict: DictValue, name: string, args: Arguments, site: CallSite): Value {
  const [first, second] = args.positional;
  switch (name) {
    case 'get':
    case 'pop':
    case 'setdefault':
    case '__getitem__':
      return entry(machine, dict, name, first, second ?? args.keywords.get('default'), site);
    case 'items':
      return pairs(machine, dict);
    case 'keys':
      return names(machine, dict);
    case 'values':
      if (dict.options === true) machine.options.escape();
      if (mayHaveMore(dict)) return listOfMany(anyEntry(dict));
      return listOf(keysOf(dict).map((each) => entryOf(dict, each) ?? unknownValue));
    case 'copy':
      return copy(dict);
    case 'update':
      update(machine, dict, args);
      return none;
    case 'clear':
      forget(machine, dict);
      return none;
    default:
      return unknownValue;
  }
}

function entry(
  machine: Machine,
  dict: DictValue,
  method: string,
  first: Value | undefined,
  fallback: Value | undefined,
  site: CallSite,
): Value {
  const key = textOf(first);
  if (key === undefined) {
    if (dict.options === true) machine.options.escape();
    const found = entryUnder(dict, first);
    return method === '__getitem__' ? found : join([found, fallback ?? none]);
  }
  const own = dict.cell.values.get(key);
  if (dict.options === true && own !== undefined && own === machine.options.assumed.get(key))
    return machine.options.read(key, method === '__getitem__', site);
  if (own !== undefined) return own;
  if (dict.options === true && method === 'setdefault' && !machine.options.names().includes(key)) {
    setEntry(machine, dict, key, fallback ?? none);
    return fallback ?? none;
  }
  if (dict.options === true && !dict.cell.values.has(key)) {
    const value = machine.options.read(key, method === '__getitem__', site, fallback !== undefined);
    // A key that is always there never takes the default; one that is never there always does.
    if (machine.options.names().includes(key)) return value;
    return machine.options.complete && hasOnlyOptions(dict) ? (fallback ?? none) : join([value, fallback ?? none]);
  }
  const other = entryOf(dict, key);
  if (method === 'setdefault' && fallback !== undefined && other === undefined) setEntry(machine, dict, key, fallback);
  return other === undefined ? (fallback ?? none) : join([other, fallback ?? none]);
}

/** `options.items()`: every option may be read. */
function pairs(machine: Machine, dict: DictValue): Value {
  if (dict.options === true) {
    machine.options.escape();
    const options = namesOfOptions(machine, dict)?.map((name) =>
      listOf([literal(name), optionIn(machine, dict, name)]),
    );
    return { ...listOfMany(listOf([unknownValue, unknown(true)])), ...(options && { options }) };
  }
  if (mayHaveMore(dict)) return listOfMany(listOf([keyOf(dict), anyEntry(dict)]));
  return listOf(keysOf(dict).map((key) => listOf([literal(key), entryOf(dict, key) ?? unknownValue])));
}

/** The keys of the parsed options, in no order that anybody relies on; undefined where there may be more. */
function namesOfOptions({ options }: Machine, dict: DictValue): readonly string[] | undefined {
  const { values } = dict.cell;
  if (!options.complete || mayHaveMore({ kind: 'dict', cell: dict.cell })) return undefined;
  return [...new Set([...options.names(), ...keysOf(dict)])].filter((name) => !values.has(name) || values.get(name));
}

function optionIn({ options }: Machine, dict: DictValue, name: string): Value {
  return dict.cell.values.get(name) ?? options.assumed.get(name) ?? unknown(false, name);
}

function names(machine: Machine, dict: DictValue): Value {
  if (dict.options === true) machine.options.escape();
  return mayHaveMore(dict) ? listOfMany(keyOf(dict)) : listOf(keysOf(dict).map((key) => literal(key)));
}

function copy(dict: DictValue): Value {
  const entries = keysOf(dict).map((key) => [key, dict.cell.values.get(key) ?? unknownValue] as const);
  const result = dictOf(entries, dict.options === true || !mayHaveMore(dict) ? undefined : unknownValue);
  return dict.options === true ? { ...result, options: true } : result;
}

function update(machine: Machine, dict: DictValue, { positional, keywords }: Arguments): void {
  for (const [key, value] of keywords) setEntry(machine, dict, key, value);
  for (const given of positional) {
    if (given.kind !== 'dict' || mayHaveMore(given)) setEntry(machine, dict, undefined, unknown(isDry(given)));
    if (given.kind !== 'dict') continue;
    for (const key of keysOf(given)) setEntry(machine, dict, key, entryOf(given, key) ?? unknownValue);
  }
}
