import type { ChildCommandEvent } from './command-run.ts';
import type { Command } from './commands.ts';
import type { Location, RelatedLocation, SymbolId } from './location.ts';
import type { ScriptCommand } from './script-command.ts';

/** Code starts a management command, by `call_command` or as a process. */
export interface Invocation extends Pick<
  ChildCommandEvent,
  'command' | 'prefix' | 'passes' | 'complete' | 'by' | 'after' | 'caught'
> {
  readonly at: Location;
  /** The module whose code it is. */
  readonly module: SymbolId;
  /** The calls that lead here from the command that is run; empty where only the text says so. */
  readonly chain: readonly RelatedLocation[];
  /** What is started, as far as the project has it: several of one name in several apps, or all with the prefix. */
  readonly children: readonly Command[];
}

/** A script starts a command that the project has. */
export interface ScriptInvocation extends ScriptCommand {
  readonly children: readonly Command[];
}

/**
 * What a parser does with a name that is passed on: a keyword of `call_command`, or an option string.
 *
 * `abbreviated`: argparse completes it to the only option that starts with it.
 */
export type Reception =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'abbreviated'; readonly flag: string }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'unknown' };
