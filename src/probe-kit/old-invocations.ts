import type { Command, Option, OptionSet } from '../core/commands.ts';
import type { FlagPolicy } from '../core/policy.ts';
import { someDay } from './arguments.ts';
import { isSwitch } from './flags.ts';
import type { Unplanned } from './unplanned.ts';

/** What somebody could type, and the option that it is about: its flag, or the name of a positional argument. */
export interface OldInvocation {
  readonly arguments: readonly string[];
  readonly about: string;
}

/**
 * Invocations that the parser of an earlier revision accepted: with what is required alone, and with each spelling of each
 * option, each of its choices and each number of values. Abbreviations are not among them.
 */
export function oldInvocations({ options }: Command, { dates }: FlagPolicy): readonly OldInvocation[] | Unplanned {
  if (options.clashes.length > 0) return { notApplicable: 'its parser could not be made before' };
  if (options.unresolved.length > 0)
    return { inconclusive: 'not all of its earlier options can be told from the code' };
  if (options.subcommands.length > 0) return { inconclusive: 'it had subcommands, whose invocations are not made up' };
  const required: string[] = [];
  for (const option of options.options) {
    if (!isRequired(option)) continue;
    const [first] = spellings(option, dates);
    if (first === undefined) return { inconclusive: `no value is known that \`${nameOf(option)}\` took` };
    // Positional arguments come first: an option that takes many values would swallow them.
    if (option.strings.length === 0) required.unshift(...first);
    else required.push(...first);
  }
  const positional = options.options.filter(({ strings }) => strings.length === 0);
  return [
    { arguments: required, about: '' },
    ...certain(options).flatMap((option) => {
      // Which values go to which of several positional arguments is a matter of its own.
      if (option.strings.length === 0 && positional.length > 1) return [];
      const isBase = isRequired(option);
      const base = isBase ? withoutOption(options, option, dates) : required;
      return spellings(option, dates).map((typed) => ({
        arguments: option.strings.length === 0 ? [...typed, ...base] : [...base, ...typed],
        about: nameOf(option),
      }));
    }),
  ];
}

/** Earlier options of which no invocation can be made up: they are accepted under a condition, or nobody knows a value. */
export function untriedOptions({ options }: Command, { dates }: FlagPolicy): readonly string[] {
  return options.options
    .filter((option) => option.conditional || spellings(option, dates).length === 0)
    .map((option) => nameOf(option));
}

function certain({ options }: OptionSet): readonly Option[] {
  return options.filter(({ conditional }) => !conditional);
}

function withoutOption({ options }: OptionSet, left: Option, dates: readonly string[]): readonly string[] {
  const others = options.filter((option) => option !== left && isRequired(option));
  const ofPosition = others.filter(({ strings }) => strings.length === 0);
  const ofName = others.filter(({ strings }) => strings.length > 0);
  return [...ofPosition, ...ofName].flatMap((option) => spellings(option, dates)[0] ?? []);
}

/** Each way to type it: with each of its strings, each choice, and as few and as many values as it takes. */
function spellings(option: Option, dates: readonly string[]): readonly (readonly string[])[] {
  const { strings } = option;
  if (isSwitch(option)) {
    return takesNothing(option) ? strings.map((text) => [text]) : [];
  }
  const values = valuesOf(option, dates);
  const counts = countsOf(option);
  const [first] = values;
  const longest = strings.at(-1);
  if (first === undefined || counts === undefined) return [];
  const lists = [
    ...counts.map((count) => repeat(first, count)),
    ...values.slice(1).map((value) => repeat(value, counts[0] || 1)),
  ];
  if (longest === undefined) return lists.filter((list) => list.length > 0);
  const plain = lists[0] ?? [];
  return [...lists.map((list) => [longest, ...list]), ...strings.slice(0, -1).map((text) => [text, ...plain])];
}

const switches = /^(store_true|store_false|store_const|append_const|count)$|(^|\.)BooleanOptionalAction$/;

function takesNothing({ action }: Option): boolean {
  return action.known && switches.test(action.value);
}

function valuesOf({ choices, type, strings }: Option, dates: readonly string[]): readonly string[] {
  if (!choices.known || !type.known) return [];
  if (choices.value !== null) return choices.value.map(String);
  if (strings.some((flag) => dates.includes(flag) || /-date$/.test(flag))) return [someDay];
  const converter = (type.value ?? 'str').replace(/^builtins\./, '');
  if (/^(str|pathlib\.Path)$/.test(converter)) return ['text'];
  if (/^(int|float|decimal\.Decimal)$/.test(converter)) return ['1'];
  return /^datetime\.(date|datetime)\.fromisoformat$/.test(converter) ? [someDay] : [];
}

function countsOf({ nargs }: Option): readonly [number, ...number[]] | undefined {
  if (!nargs.known) return undefined;
  switch (nargs.value) {
    case null:
      return [1];
    case '?':
      return [1, 0];
    case '*':
      return [1, 0, 2];
    case '+':
      return [1, 2];
    default:
      return typeof nargs.value === 'number' && nargs.value > 0 ? [nargs.value] : undefined;
  }
}

function isRequired({ strings, required, nargs, conditional }: Option): boolean {
  if (conditional) return false;
  if (strings.length > 0) return required.known && required.value;
  return !nargs.known || (nargs.value !== '?' && nargs.value !== '*' && nargs.value !== '...');
}

function nameOf({ strings, dest }: Option): string {
  return strings.at(-1) ?? (dest.known ? dest.value : 'its argument');
}

function repeat(value: string, count: number): readonly string[] {
  return Array.from({ length: count }, () => value);
}
