import type { CommandRun } from './command-run.ts';
import type { Command, OptionSet } from './commands.ts';

/** Names that the parsed options of a command have, and any of its subcommands' have. */
export function optionNames({ options, builtin, subcommands, defaults }: OptionSet): ReadonlySet<string> {
  const names = [...options, ...builtin].flatMap(({ dest }) => (dest.known ? [dest.value] : []));
  return new Set([...names, ...defaults, ...subcommands.flatMap((subcommand) => [...optionNames(subcommand.options)])]);
}

/** True where every option that the command has is known, by its name. */
export function isClosed({ options }: Command): boolean {
  return isClosedSet(options);
}

function isClosedSet({ options, unresolved, subcommands }: OptionSet): boolean {
  return (
    unresolved.length === 0 &&
    options.every(({ dest }) => dest.known) &&
    subcommands.every((subcommand) => isClosedSet(subcommand.options))
  );
}

/** Options that some code reads; undefined where it may be any of them. */
export function optionsRead(runs: readonly CommandRun[]): ReadonlySet<string> | undefined {
  if (runs.some(({ complete, optionsEscape }) => !complete || optionsEscape)) return undefined;
  return new Set(
    runs.flatMap(({ events }) => events.flatMap((event) => (event.kind === 'option-read' ? event.option : []))),
  );
}
