import { altered } from '../../../core/altered.ts';
import type { Parameter } from '../../../core/python.ts';
import type { Parameters } from '../definitions.ts';
import { dictOf, listOf, listOfMany } from '../values/collections.ts';
import type { CallSite, Machine } from '../machine.ts';
import { unknownValue, type Arguments, type Cell, type Value } from '../values/value.ts';

/** Gives the parameters of a call their values; `fallback` evaluates a default where the function was defined. */
export function bindArguments(
  machine: Machine,
  { positional, keywordOnly, names, list, dict }: Parameters,
  args: Arguments,
  cell: Cell,
  fallback: (parameter: Parameter) => Value,
  site: CallSite,
): void {
  const { store, options } = machine;
  const bind = (parameter: Parameter, atPlace: Value | undefined): void => {
    const { name } = parameter;
    const given = atPlace ?? args.keywords.get(name);
    const fromOptions = given === undefined && args.options === true && options.names().includes(name);
    const isAssumed = given?.kind === 'literal' && given === options.assumed.get(name);
    if (fromOptions || isAssumed) store.set(cell, name, options.read(name, false, site));
    else if (given !== undefined) store.set(cell, name, given);
    else store.set(cell, name, args.complete ? fallback(parameter) : unknownValue);
  };
  for (const [index, parameter] of positional.entries()) bind(parameter, args.positional[index]);
  for (const parameter of keywordOnly) bind(parameter, undefined);
  if (list !== undefined) {
    const rest = args.positional.slice(positional.length);
    store.set(cell, list.name, args.complete ? listOf(rest) : listOfMany(unknownValue));
  }
  if (dict !== undefined) {
    const rest = [...args.keywords].filter(([key]) => !names.has(key));
    const value = dictOf(rest, args.complete ? undefined : unknownValue);
    // What a parameter has taken is not in the rest any more.
    if (args.options === true) for (const key of names) value.cell.values.set(key, undefined);
    if (args.options === true) assume(options, value.cell);
    store.set(cell, dict.name, args.options === true ? altered(value, { options: true }) : value);
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
  if (receiver === undefined) return args;
  const positional = args.positional.length === 0 ? [receiver] : [receiver, ...args.positional];
  return withPositional(args, positional);
}

/** The same arguments with others in place of the positional ones. */
export function withPositional(args: Arguments, positional: readonly Value[]): Arguments {
  const { keywords, complete } = args;
  return args.options === undefined && args.perhaps === undefined
    ? { positional, keywords, complete }
    : altered(args, { positional });
}
