import type { Parameter } from '../../core/python.ts';
import { dictOf, listOf, listOfMany } from './collections.ts';
import type { CallSite, Machine } from './machine.ts';
import { unknownValue, type Arguments, type Cell, type Value } from './value.ts';

/** Gives the parameters of a call their values; `fallback` evaluates a default where the function was defined. */
export function bindArguments(
  machine: Machine,
  parameters: readonly Parameter[],
  args: Arguments,
  cell: Cell,
  fallback: (parameter: Parameter) => Value,
  site: CallSite,
): void {
  const { store, options } = machine;
  const positional = parameters.filter(({ form, keywordOnly }) => form === 'plain' && keywordOnly !== true);
  const taken = new Set<string>();
  for (const parameter of parameters) {
    if (parameter.form !== 'plain') continue;
    const { name } = parameter;
    taken.add(name);
    const index = positional.indexOf(parameter);
    const given = (index < 0 ? undefined : args.positional[index]) ?? args.keywords.get(name);
    const fromOptions = given === undefined && args.options === true && options.names().includes(name);
    const isAssumed = given?.kind === 'literal' && given === options.assumed.get(name);
    if (fromOptions || isAssumed) store.set(cell, name, options.read(name, false, site));
    else if (given !== undefined) store.set(cell, name, given);
    else store.set(cell, name, args.complete ? fallback(parameter) : unknownValue);
  }
  for (const { name, form } of parameters) {
    if (form === 'list') {
      const rest = args.positional.slice(positional.length);
      store.set(cell, name, args.complete ? listOf(rest) : listOfMany(unknownValue));
    }
    if (form === 'dict') {
      const rest = [...args.keywords].filter(([key]) => !taken.has(key));
      const dict = dictOf(rest, args.complete ? undefined : unknownValue);
      // What a parameter has taken is not in the rest any more.
      if (args.options === true) for (const key of taken) dict.cell.values.set(key, undefined);
      if (args.options === true) assume(options, dict.cell);
      store.set(cell, name, args.options === true ? { ...dict, options: true } : dict);
    }
  }
}

/** In the dict itself, so that a path which overwrites it is told from one which leaves it alone. */
function assume({ assumed }: Machine['options'], cell: Cell): void {
  for (const [key, value] of assumed) if (!cell.values.has(key)) cell.values.set(key, value);
}

/** `partial(f, *given)(*args)` */
export function withGiven(given: Arguments | undefined, args: Arguments): Arguments {
  if (given === undefined) return args;
  return {
    positional: [...given.positional, ...args.positional],
    keywords: new Map([...given.keywords, ...args.keywords]),
    complete: given.complete && args.complete,
    ...((given.options === true || args.options === true) && { options: true }),
  };
}

/** The receiver comes first. */
export function withReceiver(receiver: Value | undefined, args: Arguments): Arguments {
  return receiver === undefined ? args : { ...args, positional: [receiver, ...args.positional] };
}
