import type { Command, Option } from '../core/commands.ts';
import type { FlagPolicy } from '../core/policy.ts';
import type { Unplanned } from './unplanned.ts';

/** The flag can be typed for certain. */
export function has({ options }: Command, flag: string): boolean {
  return options.accepts(flag) === 'yes';
}

/** Why there is nothing to probe where one of the flags is missing; undefined where the command has all of them. */
export function lacks(command: Command, ...flags: readonly string[]): Unplanned | undefined {
  const missing = flags.find((flag) => !has(command, flag));
  if (missing === undefined) return undefined;
  const isOpen = command.options.accepts(missing) === 'unknown';
  return { notApplicable: isOpen ? `it may not have \`${missing}\`` : `it has no \`${missing}\`` };
}

/** The flags of a command whose value is a date. */
export function dateFlags(command: Command, { dates, requiredWith }: FlagPolicy): readonly string[] {
  const pairs = Object.entries(requiredWith).flat();
  const known = new Set([...dates, ...pairs.filter((flag) => /date/.test(flag))]);
  return [...known].filter((flag) => has(command, flag) && !isSwitch(optionOf(command, flag)));
}

/** The flags between whose dates a period lies. */
export function periodFlags(
  command: Command,
  policy: FlagPolicy,
): { readonly start: string; readonly end: string } | undefined {
  const dates = dateFlags(command, policy);
  const pair = Object.entries(policy.requiredWith).find((both) => both.every((flag) => dates.includes(flag)));
  return pair === undefined ? undefined : { end: pair[0], start: pair[1] };
}

/** The flag of a command that says from when on records are wanted. */
export function startFlag(command: Command, policy: FlagPolicy): string | undefined {
  return (
    periodFlags(command, policy)?.start ??
    dateFlags(command, policy).find((flag) => /start|since|from|after/.test(flag))
  );
}

export function optionOf({ options }: Command, flag: string): Option | undefined {
  return options.options.find(({ strings }) => strings.includes(flag));
}

/** Under which name the value of a flag stands among the options of a run. */
export function destOf(command: Command, flag: string): string | undefined {
  const option = optionOf(command, flag);
  return option?.dest.known === true ? option.dest.value : undefined;
}

/** A switch takes no value. */
export function isSwitch(option: Option | undefined): boolean {
  return option?.action.known === true && !/^(store|append|extend)$/.test(option.action.value);
}
