import type { Command, Option } from '../core/commands.ts';
import { nameMatcher } from '../core/name-glob.ts';
import type { FlagPolicy, Policy } from '../core/policy.ts';
import type { Unplanned } from './unplanned.ts';

/** A day in the past that every time zone agrees about. */
export const someDay = '2024-01-15';
/** A later one, in another week of the same month. */
export const laterDay = '2024-01-25';

/** What has to be typed for a command to start at all, with values that somebody could type; or what is not known for it. */
export function baseArguments(
  { name, options }: Command,
  { flags, probe }: Pick<Policy, 'flags' | 'probe'>,
): readonly string[] | Unplanned {
  const configured = Object.entries(probe.arguments).find(([glob]) => nameMatcher([glob])(name));
  if (configured !== undefined) return configured[1];
  const [subcommand] = options.subcommands;
  if (subcommand !== undefined) {
    return { inconclusive: 'needs one of its subcommands: configure `probe.arguments`' };
  }
  const typed: string[] = [];
  for (const option of options.options) {
    if (!isRequired(option)) continue;
    const value = valueOf(option, flags);
    if (value === undefined) {
      return { inconclusive: `needs a value for \`${nameOf(option)}\`: configure \`probe.arguments\`` };
    }
    const values = Array.from({ length: countOf(option) }, () => value);
    typed.push(...option.strings.slice(-1), ...values);
  }
  return typed;
}

function isRequired({ strings, required, nargs, conditional }: Option): boolean {
  if (conditional) return false;
  if (strings.length > 0) return required.known && required.value;
  return !nargs.known || (nargs.value !== '?' && nargs.value !== '*' && nargs.value !== '...');
}

function valueOf({ strings, choices, type, action }: Option, { dates }: FlagPolicy): string | undefined {
  if (action.known && action.value !== 'store' && action.value !== 'append' && action.value !== 'extend')
    return undefined;
  const [choice] = (choices.known && choices.value) || [];
  if (choice !== undefined) return String(choice);
  if (strings.some((flag) => dates.includes(flag) || /-date$/.test(flag))) return someDay;
  if (type.known && /^(builtins\.)?(int|float)$/.test(type.value ?? '')) return '1';
  return undefined;
}

function countOf({ nargs }: Option): number {
  return nargs.known && typeof nargs.value === 'number' ? nargs.value : 1;
}

function nameOf({ strings, dest }: Option): string {
  return strings.at(-1) ?? (dest.known ? dest.value : 'its argument');
}
