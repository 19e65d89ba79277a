import type { FilePath, Location, RelatedLocation, SymbolId } from './location.ts';
import type { Policy } from './policy.ts';

/**
 * The project as rules see it: linked over files, resolved on demand.
 *
 * Everything is pulled: asking for commands parses the commands and what their bases reach, and nothing else.
 */
export interface ProjectModel {
  readonly policy: Policy;
  /** Every module in the command scope, with or without a `Command`. */
  commandModules(): readonly CommandModule[];
  commands(): readonly Command[];
  /** Commands that belong to a configured system. */
  syncCommands(): readonly SyncCommand[];
  /** Django models of the files whose text matches `mention`; a cheap scan comes before any parsing. */
  models(mention: RegExp): readonly DjangoModel[];
  /** True for the configured history model and the classes that it derives from. */
  isHistoryModel(symbol: SymbolId): boolean;
  /** First-party imports between modules that both belong to a layer, directly or over modules that belong to none. */
  layerImports(): readonly LayerImport[];
  /** Literal values that are written to, or compared with, the status of the history model. */
  historyStatuses(): HistoryStatuses;
}

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

/** A place that the analysis could not see through: counted, listed, never a finding. */
export interface Unresolved extends Location {
  readonly reason: string;
  readonly subject: SymbolId;
}

export interface DjangoModel {
  readonly symbol: SymbolId;
  readonly name: string;
  /** The class-name token. */
  readonly at: Location;
  readonly abstract: boolean;
  /** A proxy has neither a table nor fields of its own. */
  readonly proxy: boolean;
  /** False: the table is made and kept by somebody else (`managed = False`). */
  readonly managed: boolean;
  /** `db_table` where it is a literal; quotes and schema stripped (`"crm"."sync_log"` → `sync_log`). */
  readonly table?: { readonly name: string; readonly at: Location };
  /** Fields declared in the class itself, not inherited ones. */
  readonly fields: readonly ModelField[];
}

export interface ModelField {
  readonly name: string;
  /** The field-name token. */
  readonly at: Location;
  /** Dotted name of the field class, e.g. `django.db.models.CharField`. */
  readonly type: string;
  /** The empty string may be stored: `blank`, or an empty default. */
  readonly mayBeEmpty: boolean;
  /** Values of `choices`; `unreadable` where one of them is computed. */
  readonly choices?: readonly string[] | 'unreadable';
}

export interface LayerImport {
  readonly from: LayerMember;
  readonly to: LayerMember;
  /** The import statement in `from`. */
  readonly at: Location;
  /** Under `if TYPE_CHECKING:` and the like: never executed. */
  readonly typeOnly: boolean;
  /** Every import statement from `from` to `to`, in order; one step for a direct import. */
  readonly chain: readonly RelatedLocation[];
  /** False when modules without a layer stand between; a re-export by a package does not. */
  readonly direct: boolean;
  /** The class of `to` that is imported; absent: the module or something else in it. */
  readonly symbol?: SymbolId;
  /**
   * Nothing is taken but exceptions, or the history model with its choices, as far as can be seen: what every layer may
   * know of a lower one.
   */
  readonly sharable: boolean;
}

export interface LayerMember {
  readonly module: SymbolId;
  readonly layer: string;
}

export interface HistoryStatuses {
  /** The model's choices, or the configured statuses where it has none; empty: unknown, nothing can be said. */
  readonly allowed: readonly string[];
  readonly uses: readonly StatusUse[];
}

export interface StatusUse {
  readonly value: string;
  /** `written` to a record, `compared` with in a look-up, `listed` beside others in a `status__in`. */
  readonly use: 'written' | 'compared' | 'listed';
  /** The literal. */
  readonly at: Location;
  /** All values of the list, for `listed`; of all alternatives, for `Q(…) | Q(…)`. */
  readonly beside: readonly string[];
}
