import type { Location } from '../../core/location.ts';
import type { ChildCommandEvent, RunEvent } from '../../core/command-run.ts';
import type { Block, Expression, FunctionDefinition, Try } from '../../core/python.ts';
import type { Analysis } from '../analysis.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import type { Handlers } from './exceptions.ts';
import type { Store } from './store.ts';
import type { Arguments, ExternalValue, Frame, FunctionValue, Value } from './value.ts';

type Distribute<E> = E extends RunEvent
  ? Omit<E, 'at' | 'module' | 'function' | 'inAsync' | 'chain' | 'doubtful' | 'inHandler'>
  : never;
/** An event before the place is added. */
export type PlainEvent = Distribute<RunEvent>;

/** What is known of a call of another command before the path is looked at. */
export type ChildCall = Pick<ChildCommandEvent, 'command' | 'prefix' | 'passes' | 'complete' | 'by'>;

/** What is known of Django's models. */
export interface ModelKnowledge {
  isModel(entity: ClassEntity): boolean;
  isHistory(entity: ClassEntity): boolean;
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

/** A call, as its callee sees it. */
export interface CallSite {
  readonly at: Location;
  readonly frame: Frame;
}

type ExceptionHandler = Try['handlers'][number];

/** The parts of the interpreter, as each of them sees the others. */
export interface Machine {
  readonly analysis: Analysis;
  readonly models: ModelKnowledge;
  readonly assumption: Assumption;
  readonly store: Store;
  readonly handlers: Handlers;

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

  /** Tries several continuations of the present state and goes on from where they end; each says whether it ended. */
  branch(paths: readonly (() => boolean)[]): boolean;
  /** The same, where the condition may or may not depend on the dry run. */
  doubtfully(dry: boolean, paths: readonly (() => boolean)[]): boolean;
  /** Code that need not run. */
  perhaps(dry: boolean, body: () => Value): Value;
  /** A branch that is taken because the run is, or is not, a dry run. */
  because<T>(body: () => T): T;
  isBecauseOfDryRun(): boolean;
  /** The body of an exception handler. */
  handle(exception: Value, handler: ExceptionHandler, frame: Frame): boolean;
  repeatedly<T>(body: () => T): T;
  /** What happens in it happens at the same time, or in an order that is not known. */
  inAnyOrder<T>(body: () => T): T;
  readonly isRepeating: boolean;

  /** The path under way ends here: nothing behind this statement runs. */
  diverge(): void;
  hasDiverged(): boolean;

  emit(event: PlainEvent, site: CallSite): void;
  /** Another command is started. */
  child(call: ChildCall, site: CallSite): void;
  /** Raises what a failing child raises, where the run is to follow the failure of this call. */
  failIfAssumed(site: CallSite): void;
  raise(exception: Value): void;
  /** `sys.exit` */
  exit(code: Value): void;
  /** Runs something whose exceptions go nowhere. */
  isolated(body: () => Value): { readonly value: Value; readonly raised?: Value };
  /** A block whose writes are undone together. */
  atomically<T>(body: () => T): T;
  /** A block into which transactions may be entered later. */
  stacked<T>(body: () => T): T;
  enterTransaction(): void;
  /** The transaction under way is rolled back where the value is true and the run is a dry run. */
  rollBack(condition: Value | undefined): void;
  /** Something was written to a model that is not the history. */
  wrote(): void;
  hasWritten(): boolean;
  unresolved(site: CallSite, receivers: readonly Value[]): Value;
  /** Whatever is known only in a dry run has been given to code that cannot be followed. */
  leak(values: readonly Value[]): void;
  isGenerator(definition: FunctionDefinition): boolean;
  readonly options: OptionReading;
}

/** The options that the command was started with. */
export interface OptionReading {
  read(name: string, strict: boolean, site: CallSite): Value;
  /** Names of all options that are known to be there. */
  names(): readonly string[];
  escape(): void;
}
