/** What the project says about itself, from its configuration: the only thing that rules know about one project. */
export interface Policy {
  readonly systems: Readonly<Record<string, SystemPolicy>>;
  readonly commands: {
    /** Globs of the files that are management commands. */
    readonly scope: readonly string[];
    /** Dotted names, or bare ones, of the standard base classes. */
    readonly baseClasses: readonly string[];
  };
  readonly flags: FlagPolicy;
  readonly history: HistoryPolicy;
  readonly state: StatePolicy;
  readonly layers: LayerPolicy;
  readonly orchestration: OrchestrationPolicy;
  readonly dryRun: DryRunPolicy;
  readonly probe: {
    /** Command, or glob over commands → what has to be typed for it to start. */
    readonly arguments: Readonly<Record<string, readonly string[]>>;
    /** Command, or glob over commands → which of its fields belong into which columns. */
    readonly fields: Readonly<Record<string, FieldTables>>;
  };
}

/** Model, dotted or bare → dotted field of the source → column. */
export type FieldTables = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface SystemPolicy {
  /** Globs over command names. */
  readonly commands: readonly string[];
  /** Folder of the system's modules, relative to the project root. */
  readonly package?: string;
  readonly source: 'api' | 'sheet' | 'database';
  readonly expectedCommands?: number;
  /** File or folder of the system's tests, relative to the project root. */
  readonly tests?: string;
}

export interface FlagPolicy {
  readonly required: readonly string[];
  /** Flag → the flag that makes it required, e.g. `--end-date` → `--start-date`. */
  readonly requiredWith: Readonly<Record<string, string>>;
  /** Flags that orchestrators must have besides. */
  readonly orchestrator: readonly string[];
  /** Old flag → the one that replaces it; an empty text where there is none. */
  readonly deprecated: Readonly<Record<string, string>>;
  /** Flags that are switches: they take no value. */
  readonly boolean: readonly string[];
  /** Flags whose value is a date. */
  readonly dates: readonly string[];
  /** Pairs of flags that do not go together. */
  readonly conflicting: readonly (readonly [string, string])[];
  readonly batchSize: {
    readonly min?: number | undefined;
    readonly max?: number | undefined;
    readonly default?: number | undefined;
  };
}

export interface HistoryPolicy {
  /** Dotted name of the history model, or its bare class name. Absent: the project has no history. */
  readonly model?: string;
  /** Used for a text field without choices of its own. */
  readonly statuses: readonly string[];
  /** Dotted names of functions and methods that create a record. */
  readonly writers: readonly string[];
}

export interface StatePolicy {
  /** Globs over field names that track a sync. */
  readonly fields: readonly string[];
  /** Globs over class names and table names that are a private history. */
  readonly tables: readonly string[];
  /** Dotted names (or globs over them) of models that may. */
  readonly allow: readonly string[];
}

export interface LayerPolicy {
  /** From the top (imports everything) to the bottom. */
  readonly order: readonly string[];
  /** Layer → globs of files. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** File → layer: wins over `paths`. */
  readonly files: Readonly<Record<string, string>>;
  /** Globs of shared base modules, which belong to the layer of the standard class that they define. */
  readonly shared: readonly string[];
  /** Standard class → layer. */
  readonly classes: Readonly<Record<string, string>>;
  /** The layers that talk to networks and other databases. Absent: nothing is said about who does. */
  readonly outside?: readonly string[];
}

export interface OrchestrationPolicy {
  /** Entity → the entities that come before it. */
  readonly depends: Readonly<Record<string, readonly string[]>>;
  /** What an orchestrator does after a child failed. Absent: both are right. */
  readonly failure?: 'stop' | 'continue';
}

export interface DryRunPolicy {
  /** Flags that ask for a dry run. */
  readonly flags: readonly string[];
  /** Flags without which the run is a dry run, such as `--commit`. */
  readonly invertedFlags: readonly string[];
  /** Those that the project, or its preset, names itself: it has said what they mean. */
  readonly named: readonly string[];
  /** Dotted names of functions and methods that do nothing in a dry run. */
  readonly guards: readonly string[];
  /** Dotted names of functions and methods that have an effect outside the process. */
  readonly effects: readonly string[];
}
