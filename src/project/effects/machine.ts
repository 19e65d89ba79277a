import type { ChildCommandEvent, EventPlace, HandlerEvent, RunEvent } from '../../core/command-run.ts';
import type { Location, RelatedLocation } from '../../core/location.ts';
import type { Block, Call, Expression, FunctionDefinition, Try } from '../../core/python.ts';
import type { Analysis } from '../analysis.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import type { Branches } from './state/branches.ts';
import type { Definitions } from './definitions.ts';
import type { PlainEvent } from './events.ts';
import type { Attempt, Handlers } from './state/exceptions.ts';
import type { LoopTracking } from './state/loop-tracking.ts';
import type { Store } from './state/store.ts';
import type { AnswerReads } from './values/answer-reads.ts';
import type {
  Arguments,
  Changes,
  ExternalValue,
  Frame,
  FunctionValue,
  InstanceValue,
  QueryValue,
  Value,
} from './values/value.ts';

/** What is known of a call of another command before the path is looked at. */
export type ChildCall = Pick<ChildCommandEvent, 'command' | 'prefix' | 'passes' | 'complete' | 'by'>;

/** What is known of Django's models. */
export interface ModelKnowledge {
  isModel(entity: ClassEntity): boolean;
  isHistory(entity: ClassEntity): boolean;
  /** The history has such a field, and Django does not fill it in by itself. */
  historyKeeps(field: string): boolean;
  /** The model has a `save` of its own, which may fill in more. */
  savesItself(entity: ClassEntity): boolean;
  /** Functions, by dotted name, that are known to create a record of the history. */
  readonly historyWriters: ReadonlySet<string>;
}

/** What is assumed of the run, and of the command line it starts with. */
export interface Assumption {
  /** Value of each option that tells a dry run from a real one, by `dest`. */
  readonly dry: ReadonlyMap<string, boolean>;
  /** Functions, by dotted name, that are known to do nothing in such a run. */
  readonly inert: ReadonlySet<string>;
  /** Functions, by dotted name, that have an effect outside the process. */
  readonly effects: ReadonlySet<string>;
  /** Every call of a command from this place fails, and only what happens then is of interest. */
  readonly failing?: Location;
}

/** What the text around a handler of exceptions says of it. */
export type HandlerKnowledge = Pick<HandlerEvent, 'dropped' | 'leaves' | 'madeUpFor' | 'notifies' | 'tried'>;

/** A call, as its callee sees it. */
export interface CallSite {
  readonly at: Location;
  readonly frame: Frame;
  /** What is called, as far as it is written there. */
  readonly name?: string | undefined;
  /** Runs off the event loop, though it stands in a coroutine. */
  readonly aside?: true | undefined;
}

/** A way out of a function, or out of a `try`. */
export interface WayOut {
  readonly changes: Changes;
  readonly at?: Location;
}

/** What becomes of the history records that a run makes, on every path. */
export interface RecordTracking {
  /** `record` is absent, and `fields` as well, where they cannot be followed. */
  created(record: InstanceValue | undefined, fields: ReadonlyMap<string, Value> | undefined, site: CallSite): void;
  /** A function is called that may be known to make a record. */
  writes(name: string, site: CallSite): void;
  /** A record is saved as it is now. */
  saved(record: InstanceValue, site: CallSite): void;
  /** `filter(…).update(…)` */
  updated(query: QueryValue, fields: ReadonlyMap<string, Value>, site: CallSite): void;
  deleted(record: InstanceValue): void;
  /** Which record `get(pk=…)` gives, where it is one that the run has made. */
  named(query: QueryValue): InstanceValue | undefined;
  /** This path is one on which a name that may be a record is none. */
  missing(record: Value): void;
  /** The values, or with `keys` the primary keys as well, go to code that cannot be followed. */
  escape(values: readonly Value[], keys: boolean): void;
  /** The database is asked for something else than the history. */
  reads(what: string, site: CallSite): void;
  /** The source is asked. */
  fetches(what: string, site: CallSite): void;
  /** Runs what these conditions lead to. */
  under<T>(conditions: readonly string[], body: () => T): T;
  /** No path until here has made a record, and on one at least something was written. */
  readonly isLate: boolean;
  /** Before the body of a handler runs, after whatever came before the exception. */
  enter(attempt: Attempt): void;
  /**
   * Where paths meet: notes which of them leave a record open that others have finished.
   *
   * Of a `return`, only for records that the function has made: what to do with others is the caller's matter.
   */
  meet<W extends WayOut>(ways: readonly W[], how: 'return' | 'handled', values?: readonly Value[]): readonly W[];
}

/** The transactions under way. */
export interface TransactionTracking {
  /** A block whose writes are undone together. */
  atomically<T>(body: () => T): T;
  /** A block into which transactions may be entered later. */
  stacked<T>(body: () => T): T;
  enter(): void;
}

/** An exception whose path is being followed. */
export interface Failure {
  readonly handler: RelatedLocation;
  /** Undecided branches around the handler: behind one more, somebody may have asked whether it failed. */
  readonly undecided: number;
}

/** The paths of exceptions that a handler swallows. */
export interface FailureTracking {
  /** The exception whose path this is, and nobody on it could have asked for it. */
  readonly certain: Failure | undefined;
  /** Somebody makes up for it. */
  recovered(): void;
  /** Runs what an exception leads to. */
  during<T>(handler: RelatedLocation, body: () => T): T;
  /** A handler of the `try` under way has ended: follows its path behind the `try`, and out of the blocks around. */
  follow(handler: RelatedLocation): void;
}

type ExceptionHandler = Try['handlers'][number];

/** The parts of the interpreter, as each of them sees the others. */
export interface Machine {
  readonly analysis: Analysis;
  readonly models: ModelKnowledge;
  readonly assumption: Assumption;
  readonly store: Store;
  readonly handlers: Handlers;
  readonly records: RecordTracking;
  readonly failures: FailureTracking;
  readonly transactions: TransactionTracking;
  readonly definitions: Definitions;
  readonly loops: LoopTracking;
  readonly branches: Branches;
  readonly answers: AnswerReads;

  /** The calls that the run has come to. */
  readonly reached: Set<Call>;

  evaluate(expression: Expression, frame: Frame): Value;
  /** False when no path reaches the end of the block. */
  block(statements: Block, frame: Frame): boolean;
  call(callee: Value, args: Arguments, site: CallSite): Value;
  /** Runs a function of the project on its arguments. */
  invoke(callee: FunctionValue, args: Arguments, site: CallSite): Value;
  instantiate(entity: ClassEntity, args: Arguments, site: CallSite): Value;
  callExternal(callee: ExternalValue, args: Arguments, site: CallSite): Value;
  attribute(value: Value, name: string, site: CallSite): Value;
  entity(entity: Entity): Value;
  assign(target: Expression, value: Value, frame: Frame): void;

  /** The body of an exception handler. */
  handle(exception: Value, handler: ExceptionHandler, frame: Frame, known: HandlerKnowledge): boolean;
  /** A handler of an exception is under way. */
  readonly isHandling: boolean;

  /** The path under way ends here: nothing behind this statement runs. */
  diverge(): void;
  /** Another path goes on. */
  resume(): void;
  hasDiverged(): boolean;

  emit(event: PlainEvent, site: CallSite): void;
  /** Another command is started. */
  child(call: ChildCall, site: CallSite): void;
  /** Raises what a failing child raises, where the run is to follow the failure of this call. */
  failIfAssumed(site: CallSite): void;
  raise(exception: Value, at: Location): void;
  /** The run is to show what follows when this handler takes an exception. */
  failsIn(handler: Location): boolean;
  /** `ofStep`: by a handler for everything that goes on. */
  markFailed(ofStep: boolean): void;
  /** A function of the project begins, which may be other work behind the failure that the run follows. */
  enters(definition: FunctionDefinition): void;
  /** Behind the failure that the run follows, Python raises this error here. */
  crash(error: string, site: CallSite): void;
  /** Somebody is asked at the terminal. */
  asks(): void;
  /** Things that somebody may still know of later. */
  readonly traces: number;
  /** The failure that the run follows ends in this `try`, with one of these changes. */
  failureEnded(statement: Try, ends: readonly Changes[], frame: Frame): void;
  /** `sys.exit` */
  exit(code: Value): void;
  /** The transaction under way is rolled back where the value is true and the run is a dry run. */
  rollBack(condition: Value | undefined): void;
  /** Runs something to see where it leads, and leaves no trace: no events, and the state as it was. */
  trial<T>(frames: readonly Frame[], body: () => T): T;
  readonly isTrial: boolean;
  /** Calls under way. */
  readonly calls: number;
  /** Runs something as if only the first of the calls under way were. */
  withCalls<T>(calls: number, body: () => T): T;
  /** What every event of this place says, now. */
  place(site: CallSite): EventPlace;
  /** An event that was not clear when its place was reached. */
  report(event: RunEvent): void;
  unresolved(site: CallSite, receivers: readonly Value[]): Value;
  /** Whatever is known only in a dry run has been given to code that cannot be followed. */
  leak(values: readonly Value[]): void;
  readonly options: OptionReading;
}

/** The options that the command was started with. */
export interface OptionReading {
  /** `fallback`: who asks says what to take instead. */
  read(name: string, strict: boolean, site: CallSite, fallback?: boolean): Value;
  /** Names of all options that are known to be there. */
  names(): readonly string[];
  /** There are no others. */
  readonly complete: boolean;
  /** Those that make it a dry run or not. */
  readonly assumed: ReadonlyMap<string, Value>;
  escape(): void;
}
