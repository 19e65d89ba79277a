import type { Option, OptionSet, OptionShape } from '../../../core/commands.ts';
import { asksForDryRun, forbidsDryRun } from '../../../core/dry-run.ts';
import { optionNames } from '../../../core/option-reads.ts';
import type { DryRunPolicy } from '../../../core/policy.ts';

/** The options, by `dest`, that `handle` is given; those that Django adds are among them. */
export function destinations(options: OptionSet): readonly string[] {
  // `call_command` hands these on without a parser (django.core.management.base.BaseCommand.stealth_options).
  return [...new Set([...optionNames(options), 'stdout', 'stderr'])];
}

/** Options by which a dry run differs from a real one, with their values in it. */
export function dryRunOptions(
  { options, unresolved }: OptionSet,
  policy: DryRunPolicy,
  mode: 'dry' | 'real',
): ReadonlyMap<string, boolean> {
  const values = new Map<string, boolean>();
  if (unresolved.length > 0) {
    // Where it is not known who registers it, a dry run is asked for by the usual name all the same.
    for (const flag of policy.flags) values.set(destOf(flag), mode === 'dry');
    for (const flag of policy.invertedFlags) values.set(destOf(flag), mode === 'real');
  }
  const asking = options.filter((option) => asksForDryRun(option, policy));
  const isDryAnyway = asking.some(isGivenAnyway);
  for (const option of options) {
    // Whoever asks for a dry run does not ask for the writing as well; where it is asked for anyway, no switch is given.
    const isLeftOut = asking.length > 0 && (asksToWrite(option) || (isDryAnyway && isSwitch(option)));
    if (mode === 'dry' && option.dest.known && isLeftOut) values.set(option.dest.value, false);
    const asks = asksForDryRun(option, policy);
    const forbids = forbidsDryRun(option, policy);
    if (!option.dest.known || asks === forbids) continue;
    const given = asks === (mode === 'dry');
    values.set(option.dest.value, given === setsTrue(option));
  }
  return values;
}

/**
 * `--fix`, without which the command only looks, and `--reset-counters`, which is another piece of work. A `--clear` is part of
 * the work: who gives it together with `--dry-run` wants to know what would go.
 */
function asksToWrite(option: OptionShape): boolean {
  return isSwitch(option) && option.strings.some((text) => writing.test(text));
}

const writing = /^--(fix|apply|yes|write|save|commit)$|^--reset(-|$)/;

function isSwitch({ action }: OptionShape): boolean {
  return action.known && action.value === 'store_true';
}

/** `default=True`: that a run is a dry one is decided elsewhere. */
function isGivenAnyway(option: Option): boolean {
  return isSwitch(option) && option.default.known && option.default.value === true;
}

/** As argparse derives it. */
function destOf(flag: string): string {
  return flag.replace(/^-+/, '').replaceAll('-', '_');
}

/** `store_false` turns a value off where the flag is given. */
function setsTrue({ action }: OptionShape): boolean {
  return !(action.known && action.value === 'store_false');
}
