import type { Unresolved } from './unresolved.ts';
import type { FilePath, Location, SymbolId } from './location.ts';

export interface CommandModule {
  readonly name: string;
  readonly module: SymbolId;
  readonly file: FilePath;
  /** `unknown`: the name may come from a place that cannot be seen (a star import from outside the project). */
  readonly definesCommand: 'yes' | 'no' | 'unknown';
}

export interface Command {
  /** What is typed after `manage.py`. */
  readonly name: string;
  readonly module: SymbolId;
  readonly file: FilePath;
  /** The class-name token of `Command`, or the place that binds the name. */
  readonly at: Location;
  readonly options: OptionSet;
  /** First-party classes that `Command` derives from outside its own module, nearest first. */
  readonly bases: readonly { readonly name: string; readonly at: Location }[];
}

export interface SyncCommand extends Command {
  readonly system: string;
  readonly kind: 'entity' | 'orchestrator';
}

/** What the command line of one command accepts, Django's own options left out. */
export interface OptionSet {
  readonly options: readonly Option[];
  /** Places that may register more than could be resolved; the set is *open* when there is one. */
  readonly unresolved: readonly Unresolved[];
  /** `unknown`: registered under a condition, or the set is open. Abbreviations do not count as acceptance. */
  accepts(flag: string): 'yes' | 'no' | 'unknown';
}

export interface Option {
  /** Option strings such as `-f`, `--force`; empty for a positional argument. */
  readonly strings: readonly string[];
  readonly conditional: boolean;
  /** Every call that contributed, the registration itself last. */
  readonly declaredAt: readonly Location[];
}
