import type { AnswerRead } from './answer-read.ts';
import type { Location, RelatedLocation, SymbolId } from './location.ts';

/** With the options that make it a dry run, or without them. A command that has none runs the same in both. */
export type RunMode = 'dry' | 'real';

/**
 * What a command does when it runs, as far as the code says: the calls that `handle` reaches, over files, classes and
 * callbacks, with what is known of their arguments.
 */
export interface CommandRun {
  /** In the order in which the code comes to them; one that several paths come to occurs once for each chain of calls. */
  readonly events: readonly RunEvent[];
  /** Calls that could not be followed, and may lead to code of the project. */
  readonly unresolved: readonly UnresolvedCall[];
  /** False when a limit was reached: what is not among the events may happen all the same. */
  readonly complete: boolean;
  /** Whether it is a dry run was told to code that could not be followed: what that code does, it may do for real runs only. */
  readonly dryRunEscapes: boolean;
  /** A branch is left out for the sake of the dry run, and calls something, whatever that does. */
  readonly dryRunSpares: boolean;
  /** How `handle` ends, as far as `raise` statements and `sys.exit` tell; of a run that follows a failure, after it. */
  readonly end: 'success' | 'failure' | 'unknown';
  /** Of a run that follows a failure: it goes on to other work behind it. */
  readonly worksOn: boolean;
  /** Somebody is asked at the terminal, on some path. */
  readonly asks: boolean;
  /** All options were given to code that could not be followed: any of them may be read there. */
  readonly optionsEscape: boolean;
  /** What it reads of what APIs answer. */
  readonly answers: readonly AnswerRead[];
}

export interface UnresolvedCall extends Location {
  /** What is called, as far as it is written there: `save` of `record.save()`. */
  readonly name?: string;
}

export type RunEvent = EventPlace &
  (
    | EffectEvent
    | HistoryEvent
    | UnfinishedRecordEvent
    | FalseSuccessEvent
    | UnrecordedWorkEvent
    | QueryEvent
    | OptionReadEvent
    | OptionUseEvent
    | OutputEvent
    | ChildCommandEvent
    | CreationEvent
    | StateEvent
    | HandlerEvent
  );

export interface EventPlace {
  readonly at: Location;
  /** The module whose code it is. */
  readonly module: SymbolId;
  /** Innermost function around it, empty at module level. */
  readonly function: string;
  /** Directly within an `async def`. */
  readonly inAsync: boolean;
  /** The calls that led here, from `handle` on. */
  readonly chain: readonly RelatedLocation[];
  /** Stands behind a condition that may depend on the dry run in a way that could not be followed. */
  readonly doubtful: boolean;
  /** Stands in a handler of an exception. */
  readonly inHandler: boolean;
  /** Whichever way the run comes here, somebody was asked at the terminal before. */
  readonly asked?: true;
}

export type EffectKind = 'write' | 'sql' | 'mail' | 'file' | 'process' | 'queue' | 'http' | 'configured';

/** Something that outlives the run. */
export interface EffectEvent {
  readonly kind: 'effect';
  readonly effect: EffectKind;
  /** As a reader knows it: `Order.objects.create`, `requests.post`. */
  readonly what: string;
  /** The model that is written to. */
  readonly model?: SymbolId;
  /** Happens within a transaction that the run rolls back. */
  readonly rolledBack: boolean;
  /** The fields that it changes, where all of them are known. */
  readonly fields?: readonly string[];
  /** Stores whether it is a dry run, or something else in one; or belongs to a record that does. */
  readonly told?: true;
  /** Models of the records that it refers to. */
  readonly refersTo?: readonly SymbolId[];
  /** Deletes a record that the run itself has made. */
  readonly own?: true;
  /** Reading an attribute of a record, a property of its model, leads to it. */
  readonly read?: true;
}

/** A use of the history model. */
export interface HistoryEvent {
  readonly kind: 'history';
  readonly action: 'create' | 'update' | 'look-up' | 'delete';
  /** Fields that are written, or looked for, with their constant values; undefined where a value is not constant. */
  readonly fields: ReadonlyMap<string, string | undefined>;
  /** The texts that are written as the status, and where they stand. */
  readonly statuses: readonly { readonly value: string; readonly at: Location }[];
  /** Fields with a value that JSON does not know, such as a date or a record, and what it is. */
  readonly unserialisable: ReadonlyMap<string, string>;
  /** Something was written to another model before, and no path has made a record until here. */
  readonly afterWork: boolean;
  readonly rolledBack: boolean;
}

/** A path leaves a record, at the place that made it, as if the sync were still under way. */
export interface UnfinishedRecordEvent {
  readonly kind: 'unfinished-record';
  /** `handled`: a handler that swallows the exception; `end`: where `handle` ends. */
  readonly how: 'end' | 'return' | 'handled' | 'exception' | 'raise';
  readonly missing: 'status' | 'end_time';
  /** The status that stays. */
  readonly status?: string;
  /** The `return`, handler, `raise` or call by which the path leaves it. */
  readonly leaves?: RelatedLocation;
}

/** A record is stored as a success, at this place, on the path of an exception. */
export interface FalseSuccessEvent {
  readonly kind: 'false-success';
  readonly handler: RelatedLocation;
}

/** The run may end without a record of what was written here first. */
export interface UnrecordedWorkEvent {
  readonly kind: 'unrecorded-work';
}

/** The database is asked or written to through a model: building a query set alone is none. */
export interface QueryEvent {
  readonly kind: 'query';
  /** As a reader knows it: `Order.objects.get`. */
  readonly what: string;
  /** The method is one that may be awaited, such as `aget`. */
  readonly awaitable: boolean;
}

/** A value of the parsed options is taken, by its `dest`. */
export interface OptionReadEvent {
  readonly kind: 'option-read';
  readonly option: string;
  /** `options["x"]` fails where there is no such option; `options.get("x")` does not. */
  readonly strict: boolean;
  /** `options.get("x", 10)` says what to take instead. */
  readonly fallback?: true;
}

/** A value that was computed from an option reaches a place of interest. */
export interface OptionUseEvent {
  readonly kind: 'option-use';
  readonly option: string;
  /**
   * `date-parse`: turned into a date; `bounds`: compared; `size`: decides how much is done at once; `sent`: part of a request
   * or of a query to a database.
   */
  readonly use: 'date-parse' | 'bounds' | 'size' | 'sent';
  /** Exceptions at this place end in a `CommandError`. */
  readonly guarded: boolean;
}

/** Something is printed or logged. */
export interface OutputEvent {
  readonly kind: 'output';
  /** What is known of the text; unknown parts are left out. */
  readonly text: string;
  /** The whole text is known. */
  readonly whole: boolean;
  readonly channel: 'stdout' | 'stderr' | 'log';
  /** Written as a warning, a notice or less: `logger.warning(…)`, `self.style.WARNING(…)`. */
  readonly mild: boolean;
}

/** Another command is called by its name. */
export interface ChildCommandEvent {
  readonly kind: 'child';
  /** Undefined where the name is computed from something unknown; then `prefix` may be known. */
  readonly command?: string;
  readonly prefix?: string;
  /** Names given as keywords (`dry_run`) and option strings (`--dry-run`) that are passed on. */
  readonly passes: readonly PassedOption[];
  /** False when there may be more. */
  readonly complete: boolean;
  /** `process`: as a program of its own, `manage.py` with arguments. */
  readonly by: 'call' | 'process';
  /** Children that may have run before on the same path; undefined where the order is not known. */
  readonly after?: readonly string[];
  /** Its failure need not end the run: a handler takes `CommandError`, or another thread runs it. */
  readonly caught: boolean;
}

export interface PassedOption {
  /** As written: `dry_run`, `--dry-run`. */
  readonly name: string;
  /** The option of the calling command that its value comes from. */
  readonly from?: string;
  /** A keyword with the same value in every run, such as `force=True`. */
  readonly constant?: true;
}

/** An object of a class of the project is made. */
export interface CreationEvent {
  readonly kind: 'creation';
  readonly class: SymbolId;
}

/** Something is remembered outside the database. */
export interface StateEvent {
  readonly kind: 'state';
  readonly where: 'file' | 'cache' | 'memory';
  readonly action: 'read' | 'write';
  /** Key, path or name, as far as it is known. */
  readonly name: string;
  /** The value is a time or is called one. */
  readonly value: string;
}

/** A handler of exceptions ends without raising, so that the run goes on as if nothing had happened. */
export interface HandlerEvent {
  readonly kind: 'handler';
  /** Names of the exceptions that it catches; `*` for all. */
  readonly catches: readonly string[];
  /** It prints or logs. */
  readonly tells: boolean;
  /** What it prints says that something went wrong, and not that the command goes on without. */
  readonly complains: boolean;
  /** Stands in a method of the command itself. */
  readonly ofCommand: boolean;
  /** Stands in a loop, so that what fails may be one of many. */
  readonly repeated: boolean;
  /** No condition that cannot be decided stands before it. */
  readonly unconditional: boolean;
  /** The same is tried in another way or later, or what has failed is not what the command is for. */
  readonly madeUpFor: boolean;
  /** It ends its function, or raises, on some path. */
  readonly leaves: boolean;
  /** The `try` whose body it watches over. */
  readonly tried: Location;
  /** What has failed brings somebody the news, such as a mail. */
  readonly notifies: boolean;
  /** Places that raise a `CommandError` which ends here. */
  readonly dropped: readonly Location[];
}
