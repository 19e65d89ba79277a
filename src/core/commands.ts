import type { Edit } from './finding.ts';
import type { Known } from './known.ts';
import type { FilePath, Location, SymbolId } from './location.ts';
import type { Unresolved } from './unresolved.ts';

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
  /** What `manage.py help` says of it; empty where no class of the hierarchy has a `help`. */
  readonly help: Known<string>;
  readonly options: OptionSet;
  /** Overrides of `add_arguments` that keep the options of a first-party base from being registered. */
  readonly omittedBases: readonly OmittedBase[];
  /** First-party classes that `Command` derives from outside its own module, nearest first. */
  readonly bases: readonly { readonly name: string; readonly at: Location }[];
  /** First-party classes whose `add_arguments` builds the parser of this command, or would if they had one; nearest first. */
  readonly optionPlaces: readonly OptionPlace[];
}

/** A class that can declare options of a command. */
export interface OptionPlace {
  readonly symbol: SymbolId;
  readonly name: string;
  /** False where the command need not get what is declared there. */
  readonly certain: boolean;
  /**
   * The edits that declare an option, given what stands between the parentheses of `add_argument`; undefined where the
   * code leaves no place for it. Those of several options go together.
   */
  declare(argument: string): readonly Edit[] | undefined;
}

export interface SyncCommand extends Command {
  readonly system: string;
  readonly kind: 'entity' | 'orchestrator';
}

/** What one parser accepts, Django's own options left out. */
export interface OptionSet {
  /** In the order of their registration, positional arguments among them. */
  readonly options: readonly Option[];
  /** What the parser has before the project registers anything. */
  readonly builtin: readonly OptionShape[];
  readonly subcommands: readonly Subcommand[];
  /** Names that `set_defaults` gives a value, whether an option has them or not. */
  readonly defaults: readonly string[];
  /** Option strings that are registered twice on every path, so that argparse refuses to build the parser. */
  readonly clashes: readonly OptionClash[];
  /** Places that may register more than could be resolved; the set is *open* when there is one. */
  readonly unresolved: readonly Unresolved[];
  /** `unknown`: registered under a condition, or the set is open. Abbreviations do not count as acceptance. */
  accepts(flag: string): 'yes' | 'no' | 'unknown';
}

export interface Subcommand {
  readonly name: Known<string>;
  readonly options: OptionSet;
}

export type OptionValue = string | number | boolean | null | readonly OptionValue[];

/** An option as argparse has it after `add_argument`, with what argparse itself derives. */
export interface OptionShape {
  /** Option strings such as `-f`, `--force`; empty for a positional argument. */
  readonly strings: readonly string[];
  readonly dest: Known<string>;
  /** `store`, `store_true`, `append` …, or the dotted name of a class. */
  readonly action: Known<string>;
  /** Dotted name of what converts the text; null where it stays text. */
  readonly type: Known<string | null>;
  /** `==SUPPRESS==` for `argparse.SUPPRESS`. */
  readonly default: Known<OptionValue>;
  readonly choices: Known<readonly OptionValue[] | null>;
  readonly nargs: Known<number | string | null>;
  readonly required: Known<boolean>;
  /** `==SUPPRESS==` for `argparse.SUPPRESS`. */
  readonly help: Known<string | null>;
}

export interface Option extends OptionShape {
  readonly conditional: boolean;
  /** The call that spells the option strings: where somebody would edit them. */
  readonly at: Location;
  /** Every call that contributed, the registration itself last. */
  readonly declaredAt: readonly Location[];
  /** The same for options of one mutually exclusive group. */
  readonly exclusive?: number;
}

export interface OptionClash {
  readonly flag: string;
  readonly option: Option;
  /** What had the flag before; absent where it is one of Django's or argparse's own. */
  readonly earlier?: Option;
}

/** An `add_arguments` that does not reach that of the next class in the method resolution order. */
export interface OmittedBase {
  readonly override: { readonly name: string; readonly at: Location };
  readonly base: { readonly name: string; readonly at: Location };
  /** The first option string, or the name, of each option that is lost by it. */
  readonly lost: readonly string[];
}

/** The options of a parser and of all its subcommands. */
export function* allOptions({ options, subcommands }: OptionSet): Generator<Option> {
  yield* options;
  for (const subcommand of subcommands) yield* allOptions(subcommand.options);
}
