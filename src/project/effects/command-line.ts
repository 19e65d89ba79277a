import type { OptionSet, OptionShape } from '../../core/commands.ts';
import type { DryRunPolicy } from '../../core/policy.ts';

/** The options, by `dest`, that `handle` is given; those that Django adds are among them. */
export function destinations({ options, builtin, subcommands }: OptionSet): readonly string[] {
  const named = [...options, ...builtin].flatMap(({ dest }) => (dest.known ? [dest.value] : []));
  for (const subcommand of subcommands) named.push(...destinations(subcommand.options));
  // `call_command` hands these on without a parser (django.core.management.base.BaseCommand.stealth_options).
  return [...new Set([...named, 'stdout', 'stderr'])];
}

/** Options by which a dry run differs from a real one, with their values in it. */
export function dryRunOptions(
  { options }: OptionSet,
  policy: DryRunPolicy,
  mode: 'dry' | 'real',
): ReadonlyMap<string, boolean> {
  const values = new Map<string, boolean>();
  for (const option of options) {
    const asks = option.strings.some((flag) => policy.flags.includes(flag));
    const forbids = option.strings.some((flag) => policy.invertedFlags.includes(flag));
    if (!option.dest.known || asks === forbids) continue;
    const given = asks === (mode === 'dry');
    values.set(option.dest.value, given === setsTrue(option));
  }
  return values;
}

/** `store_false` turns a value off where the flag is given. */
function setsTrue({ action }: OptionShape): boolean {
  return !(action.known && action.value === 'store_false');
}
