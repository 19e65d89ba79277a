import { altered } from '../../core/altered.ts';
import type { CommandRun, EventPlace, RunEvent } from '../../core/command-run.ts';
import type { Location } from '../../core/location.ts';
import type { Block, Call, Expression, FunctionDefinition, Try } from '../../core/python.ts';
import type { Analysis } from '../analysis.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import { assignTo } from './language/assignment.ts';
import { attributeOfValue } from './language/attributes.ts';
import { Branches } from './state/branches.ts';
import { Budget } from './state/budget.ts';
import { CallsUnderWay } from './calls-under-way.ts';
import { callValue, invokeFunction } from './language/calls.ts';
import { ChildrenRun } from './children/children-run.ts';
import { Definitions } from './definitions.ts';
import { EventLog } from './event-log.ts';
import type { PlainEvent } from './events.ts';
import { Handlers } from './state/exceptions.ts';
import { evaluateExpression } from './language/expressions.ts';
import { AnswerReads } from './values/answer-reads.ts';
import { callExternalFunction } from './outside/externals.ts';
import { commandError, FailurePath } from './state/failure-path.ts';
import { Failures } from './state/failures.ts';
import { moduleFrame } from './language/frames.ts';
import { Gaps } from './gaps.ts';
import { handlerEvent } from './language/handler-ends.ts';
import { makeInstance } from './language/instances.ts';
import { LoopTracking } from './state/loop-tracking.ts';
import type {
  Assumption,
  CallSite,
  ChildCall,
  HandlerKnowledge,
  Machine,
  ModelKnowledge,
  OptionReading,
} from './machine.ts';
import { ModuleValues } from './language/module-values.ts';
import { nameOf } from './values/naming.ts';
import { HistoryRecords } from './records/records.ts';
import { runStatement } from './language/statements.ts';
import { Store } from './state/store.ts';
import { isTraceless, leavesNoTrace } from './state/traces.ts';
import { Transactions } from './state/transactions.ts';
import { Trials } from './state/trials.ts';
import {
  noArguments,
  Cell,
  external,
  holdsDry,
  isDry,
  literal,
  unknown,
  valuesOf,
  type Arguments,
  type Changes,
  type ExternalValue,
  type Frame,
  type FunctionValue,
  type Value,
} from './values/value.ts';

/** Key, among what is known of the path under way, of whether somebody was asked at the terminal. */
const asked = 'asked';

/**
 * Runs a command on paper: every path that the known values allow, once.
 *
 * What cannot be followed makes values unknown and is counted; it never makes an event. The state is one store with an undo
 * journal; the parts of the language are in the files that this class ties together.
 */
export class Interpreter implements Machine {
  readonly analysis: Analysis;
  readonly models: ModelKnowledge;
  readonly assumption: Assumption;
  readonly options: OptionReading;
  readonly store: Store;
  readonly handlers: Handlers;
  readonly records: HistoryRecords;
  readonly failures: Failures;
  readonly transactions: Transactions;
  readonly definitions: Definitions;
  readonly loops = new LoopTracking();
  readonly answers = new AnswerReads();
  readonly reached = new Set<Call>();
  readonly branches: Branches;
  readonly #moduleValues: ModuleValues;
  /** The command itself. */
  readonly #command = new Cell();
  readonly #path = new Cell();
  readonly #failure: FailurePath;
  readonly #calls = new CallsUnderWay();
  /** Functions are told apart by name: somebody has named some. */
  readonly #namesCount: boolean;
  readonly #log = new EventLog();
  readonly #trials: Trials;
  readonly #children: ChildrenRun;
  readonly #gaps = new Gaps();
  readonly #budget = new Budget(() => {
    this.transactions.abandon();
  });
  #traces = 0;
  #diverged = false;
  #handling = 0;
  #asks = false;

  constructor(
    analysis: Analysis,
    models: ModelKnowledge,
    assumption: Assumption,
    options: (emit: Interpreter['emit'], escape: () => void) => OptionReading,
    definitions: Definitions,
  ) {
    this.analysis = analysis;
    this.models = models;
    this.assumption = assumption;
    this.#namesCount = [assumption.inert, assumption.effects, models.historyWriters].some(({ size }) => size > 0);
    this.#failure = new FailurePath(this.#path, assumption.failing);
    // A path that does not ask has to say so where it meets one that does.
    this.#path.values.set(asked, literal(false));
    this.store = new Store((changes) => this.#failure.isOn(changes));
    this.branches = new Branches({
      store: this.store,
      path: this.#path,
      hasDiverged: () => this.#diverged,
      resume: () => {
        this.resume();
      },
      calls: () => this.#calls.depth,
    });
    this.#children = new ChildrenRun(this.store, this.#path);
    this.records = new HistoryRecords(this);
    this.failures = new Failures(this);
    this.handlers = new Handlers(this.store, analysis.hierarchy, () => this.records);
    this.#trials = new Trials({
      store: this.store,
      handlers: this.handlers,
      begin: () => {
        const { hasLeaked } = this.branches;
        const diverged = this.#diverged;
        this.#diverged = false;
        return () => {
          this.#diverged = diverged;
          this.branches.hasLeaked = hasLeaked;
        };
      },
    });
    this.definitions = definitions;
    this.transactions = new Transactions(this);
    this.#moduleValues = new ModuleValues(this);
    this.options = options(
      (event, site) => {
        this.emit(event, site);
      },
      () => {
        this.#gaps.optionsEscape();
      },
    );
  }

  /** Runs a command as Django does: `execute`, which calls `handle`; hardly anybody overrides the former. */
  run(entity: ClassEntity): CommandRun {
    const self: Value = { kind: 'instance', class: entity, cell: this.#command };
    const site = { at: entity.at, frame: moduleFrame({ module: entity.module }) };
    const own = this.attribute(self, 'execute', site);
    const entry = own.kind === 'function' ? own : this.attribute(self, 'handle', site);
    const returned = this.call(entry, { ...noArguments, options: true }, site);
    if (!this.#diverged) this.records.ended();
    // Django writes what `handle` returns, and fails on a number.
    if (returned.kind === 'literal' && typeof returned.value !== 'string' && returned.value) this.#failure.doubt();
    return this.#result();
  }

  #result(): CommandRun {
    return {
      events: this.#log.all(),
      unresolved: this.#gaps.calls,
      complete: !this.#budget.isSpent,
      dryRunEscapes: this.branches.hasLeaked,
      dryRunSpares: this.branches.hasSpared,
      optionsEscape: this.#gaps.haveOptions,
      worksOn: this.#failure.worksOn,
      asks: this.#asks,
      answers: this.answers.all(),
      end: this.#failure.end(this.#diverged, !this.#budget.isSpent),
    };
  }

  evaluate(expression: Expression, frame: Frame): Value {
    return this.#budget.step() ? evaluateExpression(this, expression, frame) : unknown(false);
  }

  block(statements: Block, frame: Frame): boolean {
    return this.failures.through(statements, frame, (statement) => {
      if (!this.#budget.step()) return true;
      const goesOn = runStatement(this, statement, frame);
      if (!this.#diverged) return goesOn;
      this.#diverged = false;
      return false;
    });
  }

  call(callee: Value, args: Arguments, site: CallSite): Value {
    return this.#diverged ? unknown(false) : callValue(this, callee, args, site);
  }

  invoke(callee: FunctionValue, args: Arguments, site: CallSite): Value {
    if (this.#calls.refuse(callee)) {
      this.leak(valuesOf(args));
      this.records.escape([callee, ...valuesOf(args)], true);
      return unknown(false);
    }
    if (this.#namesCount) {
      const name = nameOf(callee);
      if (this.assumption.inert.has(name)) return unknown(false);
      if (this.assumption.effects.has(name)) {
        this.emit({ kind: 'effect', effect: 'configured', what: name, rolledBack: false }, site);
      }
      this.records.writes(name, site);
    }
    return this.#calls.within(callee, site, () => invokeFunction(this, callee, args, site));
  }

  instantiate(entity: ClassEntity, args: Arguments, site: CallSite): Value {
    return makeInstance(this, entity, args, site);
  }

  callExternal(callee: ExternalValue, args: Arguments, site: CallSite): Value {
    return callExternalFunction(this, callee, args, site);
  }

  attribute(value: Value, name: string, site: CallSite): Value {
    return attributeOfValue(this, value, name, site);
  }

  entity(entity: Entity): Value {
    return this.#moduleValues.of(entity);
  }

  assign(target: Expression, value: Value, frame: Frame): void {
    assignTo(this, target, value, frame);
  }

  handle(exception: Value, handler: Try['handlers'][number], frame: Frame, known: HandlerKnowledge): boolean {
    const { returns } = frame.exits;
    const before = { returns: returns.length, events: this.#log.length, endsWell: this.#failure.endsWell };
    this.#handling += 1;
    frame.handled.push(exception);
    const goesOn = this.block(handler.body, frame);
    frame.handled.pop();
    this.#handling -= 1;
    if (goesOn || returns.length > before.returns || this.#failure.endsWell !== before.endsWell) {
      const at = frame.module.locate(handler.type ?? handler.body[0] ?? { start: 0, end: 0 });
      const event = handlerEvent(handler, this.#log.since(before.events, this.#handling + 1), {
        ofCommand: frame.receiver?.kind === 'instance' && frame.receiver.cell === this.#command,
        repeated: this.loops.isInLoop,
        unconditional: this.branches.undecided === 0,
        ...known,
      });
      this.emit(event, { at, frame });
    }
    return goesOn;
  }

  get isHandling(): boolean {
    return this.#handling > 0;
  }

  rollBack(condition: Value | undefined): void {
    this.transactions.rollBack(condition, () => this.#log.transactions());
  }

  trial<T>(frames: readonly Frame[], body: () => T): T {
    return this.#trials.run(frames, body);
  }

  get isTrial(): boolean {
    return this.#trials.areUnderWay;
  }

  get calls(): number {
    return this.#calls.told;
  }

  withCalls<T>(calls: number, body: () => T): T {
    return this.#calls.telling(calls, body);
  }

  diverge(): void {
    this.#diverged = true;
  }

  resume(): void {
    this.#diverged = false;
  }

  hasDiverged(): boolean {
    return this.#diverged;
  }

  place({ at, frame, aside }: CallSite): EventPlace {
    const answer = this.#path.values.get(asked);
    return {
      at,
      module: frame.module.name,
      function: frame.function?.kind === 'function' ? frame.function.name : '',
      inAsync: frame.function?.kind === 'function' && frame.function.async && aside !== true,
      chain: this.#calls.steps,
      doubtful: this.branches.isDoubtful,
      inHandler: this.isHandling,
      ...(answer?.kind === 'literal' && answer.value === true && { asked: true }),
    };
  }

  emit(event: PlainEvent, site: CallSite): void {
    if (this.#diverged) return;
    if (!isTraceless(event)) this.#traces += 1;
    this.records.noticed(event, site);
    if (this.isTrial) return;
    if (!this.isHandling) this.#failure.notice(event);
    const place = this.place(site);
    this.report(
      altered(event, event.kind === 'effect' && this.#calls.areRead ? altered(place, { read: true }) : place),
    );
  }

  report(event: RunEvent): void {
    this.#log.add(event, this.transactions.open, this.#handling);
  }

  child(call: ChildCall, site: CallSite): void {
    const ordered = this.loops.isOrdered;
    const caught = this.handlers.takes(commandError);
    this.emit({ kind: 'child', ...call, ...(ordered && { after: this.#children.names }), caught }, site);
    if (ordered && call.command !== undefined) this.#children.add(call.command);
  }

  failIfAssumed(site: CallSite): void {
    if (!this.#diverged && this.#failure.begin(site.at, this.store, this.handlers)) this.diverge();
  }

  failsIn(handler: Location): boolean {
    return this.#failure.isIn(handler);
  }

  markFailed(ofStep: boolean): void {
    this.#failure.mark(this.store, ofStep);
  }

  enters({ name, body }: FunctionDefinition): void {
    if (this.isHandling || !this.#failure.hasFailed || !this.definitions.statements.doesSomething(body)) return;
    this.#failure.enters(name);
  }

  crash(error: string, { at }: CallSite): void {
    if (this.#diverged || !this.#failure.hasFailed) return;
    this.raise(external(`builtins.${error}()`), at);
    this.diverge();
  }

  asks(): void {
    this.#asks = true;
    this.store.set(this.#path, asked, literal(true));
  }

  get traces(): number {
    return this.#traces;
  }

  failureEnded(statement: Try, ends: readonly Changes[], frame: Frame): void {
    if (leavesNoTrace(statement, ends, frame, this.#path)) this.#failure.forget();
  }

  raise(exception: Value, at: Location): void {
    this.#failure.raise(exception, this.handlers, this.branches.isBecauseOfDryRun, at);
  }

  exit(code: Value): void {
    if (this.#diverged) return;
    this.#failure.exit(code, this.handlers, this.branches.isBecauseOfDryRun);
    this.diverge();
  }

  unresolved(site: CallSite, receivers: readonly Value[]): Value {
    this.#traces += 1;
    this.#gaps.add(site, receivers);
    if (!this.isHandling) this.#failure.noticeCall(site.name);
    this.records.escape(receivers, true);
    this.leak(receivers.slice(1));
    // It may be what raises in the end.
    if (receivers.some(({ kind }) => kind === 'list' || kind === 'dict')) this.#failure.doubt();
    return unknown(receivers.some(isDry));
  }

  leak(values: readonly Value[]): void {
    if (values.some((value) => holdsDry(value))) this.branches.hasLeaked = true;
    this.records.escape(values, false);
  }
}
