import type { Call } from '../../../core/python.ts';
import { candidatesOf, itemsOf, keysOf, mayHaveMore, oneDict } from '../values/collections.ts';
import type { Machine } from '../machine.ts';
import { noArguments, unknownValue, type Arguments, type Frame, type Value } from '../values/value.ts';

/** What a call is given, evaluated in Python's order. */
export function argumentsOf(machine: Machine, { args, keywords }: Call, frame: Frame): Arguments {
  if (args.length === 0 && keywords.length === 0) return noArguments;
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  const perhaps: Value[] = [];
  let complete = true;
  let options = false;
  for (const argument of args) {
    const value = machine.evaluate(argument, frame);
    if (argument.kind !== 'starred') (perhaps.length === 0 ? positional : perhaps).push(value);
    else {
      const items = value.kind === 'list' ? itemsOf(value) : undefined;
      const candidates = value.kind === 'list' ? candidatesOf(value) : undefined;
      if (items !== undefined && perhaps.length === 0) positional.push(...items);
      else if (candidates !== undefined) perhaps.push(...candidates);
      else complete = false;
    }
  }
  for (const keyword of keywords) {
    const value =
      keyword.name === null ? oneDict(machine.evaluate(keyword.value, frame)) : machine.evaluate(keyword.value, frame);
    if (keyword.name !== null) named.set(keyword.name, value);
    else if (value.kind === 'dict') {
      for (const key of keysOf(value)) named.set(key, value.cell.values.get(key) ?? unknownValue);
      if (value.options === true) options = true;
      else if (mayHaveMore(value)) complete = false;
    } else complete = false;
  }
  return {
    positional,
    keywords: named,
    complete: complete && perhaps.length === 0,
    ...(complete && perhaps.length > 0 && { perhaps }),
    ...(options && { options: true }),
  };
}
