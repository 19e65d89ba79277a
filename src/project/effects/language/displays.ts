import { altered } from '../../../core/altered.ts';
import type { Expression } from '../../../core/python.ts';
import {
  dictOf,
  elementOf,
  itemsOf,
  keysOf,
  listOf,
  listOfMany,
  mayHaveMore,
  oneDict,
  shuffled,
} from '../values/collections.ts';
import { join } from '../values/joining.ts';
import type { Machine } from '../machine.ts';
import { isDry, literal, optionOf, textOf, unknown, unknownValue, type Frame, type Value } from '../values/value.ts';

/** f-strings, lists, tuples, sets and dicts as they are written out. */
export function formatted(parts: readonly Value[]): Value {
  const [varying, ...others] = parts.filter(({ kind }) => kind === 'choice');
  if (varying?.kind === 'choice' && others.length === 0) {
    return join(varying.of.map((one) => formatted(parts.map((part) => (part === varying ? one : part)))));
  }
  const texts = parts.map((part) =>
    part.kind === 'literal' && part.value !== null && typeof part.value !== 'boolean' ? String(part.value) : undefined,
  );
  const dry = parts.some(isDry);
  if (texts.every((text) => text !== undefined)) return literal(texts.join(''), dry);
  // What is known of a text matters to whoever reads what is printed.
  const known = texts.map((text, index) => text ?? partOf(parts[index]) ?? '\u0000').join('');
  const option = parts.map(optionOf).find((one) => one !== undefined);
  return altered(unknown(dry, option), { text: known });
}

/** Of a text that is known in part, that part. */
function partOf(value: Value | undefined): string | undefined {
  return value?.kind === 'unknown' ? value.text : undefined;
}

export function sequence(
  machine: Machine,
  { form, items }: Extract<Expression, { kind: 'sequence' }>,
  frame: Frame,
): Value {
  const values: Value[] = [];
  let known = true;
  for (const item of items) {
    const value = machine.evaluate(item, frame);
    if (item.kind !== 'starred') values.push(value);
    else {
      const inside = value.kind === 'list' ? itemsOf(value) : undefined;
      if (inside === undefined) known = false;
      values.push(...(inside ?? [value.kind === 'list' ? elementOf(value) : unknown(isDry(value))]));
    }
  }
  const list = known ? listOf(values) : listOfMany(join(values));
  return form === 'set' ? shuffled(list) : list;
}

export function dictionary(machine: Machine, { entries }: Extract<Expression, { kind: 'dict' }>, frame: Frame): Value {
  const known = new Map<string, Value>();
  const rest: Value[] = [];
  let options = false;
  for (const { key, value } of entries) {
    const item = key === null ? oneDict(machine.evaluate(value, frame)) : machine.evaluate(value, frame);
    if (key === null) {
      if (item.kind !== 'dict') rest.push(unknown(isDry(item)));
      else {
        for (const name of keysOf(item)) known.set(name, item.cell.values.get(name) ?? unknownValue);
        if (item.options === true) options = true;
        else if (mayHaveMore(item)) rest.push(unknownValue);
      }
      continue;
    }
    const name = textOf(machine.evaluate(key, frame));
    if (name === undefined) rest.push(item);
    else known.set(name, item);
  }
  const dict = dictOf(known, rest.length === 0 ? undefined : join(rest));
  return options ? { ...dict, options: true } : dict;
}
