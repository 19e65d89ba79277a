import { assertNever } from '../../../core/assert-never.ts';
import { related, type Location } from '../../../core/location.ts';
import type { Assignment, Block, If, Statement, Try } from '../../../core/python.ts';
import { itemsOf } from '../values/collections.ts';
import { conditionsOf } from '../state/conditions.ts';
import { binaryOperation } from './operations.ts';
import { namedTypes, newAttempt } from '../state/exceptions.ts';
import { catchesFailure } from '../state/failures.ts';
import { capture } from './frames.ts';
import { runLoop } from './loops.ts';
import { isOfStep } from './handler-ends.ts';
import { knownOf } from './handler-knowledge.ts';
import type { Machine } from '../machine.ts';
import { narrow } from './narrowing.ts';
import { truthOf } from './truth.ts';
import { join } from '../values/joining.ts';
import {
  external,
  isDry,
  noArguments,
  none,
  unknownValue,
  type Changes,
  type Frame,
  type Value,
} from '../values/value.ts';
import { runWith } from './with.ts';

/** Runs one statement; false when no path goes on behind it. */
export function runStatement(machine: Machine, statement: Statement, frame: Frame): boolean {
  switch (statement.kind) {
    case 'expression':
      machine.evaluate(statement.value, frame);
      return true;
    case 'assign':
      assign(machine, statement, frame);
      return true;
    case 'import':
    case 'from-import':
      bindImport(machine, statement, frame);
      return true;
    case 'return':
      leave(machine, statement.value === undefined ? none : machine.evaluate(statement.value, frame), frame, statement);
      return false;
    case 'raise': {
      const raised = statement.value === undefined ? frame.handled.at(-1) : machine.evaluate(statement.value, frame);
      const at = frame.module.locate(statement);
      if (!machine.hasDiverged()) machine.raise(instanceOf(machine, raised ?? unknownValue, frame, statement), at);
      return false;
    }
    case 'if':
      return runIf(machine, statement, frame);
    case 'loop':
      return runLoop(machine, statement, frame);
    case 'try':
      return runTry(machine, statement, frame);
    case 'with':
      return runWith(machine, statement, 0, frame);
    case 'function': {
      const { owner, module } = frame;
      machine.store.set(frame.cell, statement.name, {
        kind: 'function',
        definition: statement,
        module,
        around: capture(frame),
        ...(owner && { owner }),
      });
      return true;
    }
    case 'class':
      machine.store.set(frame.cell, statement.name, {
        kind: 'entity',
        entity: frame.module.class(statement),
      });
      return true;
    case 'other':
      return runOther(machine, statement, frame);
    default:
      return assertNever(statement);
  }
}

/** `raise Error` makes an instance, like `raise Error()`. */
function instanceOf(machine: Machine, value: Value, frame: Frame, statement: Statement): Value {
  if (value.kind !== 'entity' || value.entity.kind !== 'class') return value;
  return machine.call(
    value,
    { positional: [], keywords: new Map(), complete: true },
    { at: frame.module.locate(statement), frame },
  );
}

function leave(machine: Machine, value: Value, { exits, module }: Frame, statement: Statement): void {
  if (machine.hasDiverged()) return;
  machine.handlers.leave(exits.depth);
  exits.returns.push({ value, state: machine.store.snapshot(exits.mark), at: module.locate(statement) });
}

function runIf(machine: Machine, { test, body, otherwise }: If, frame: Frame): boolean {
  const value = machine.evaluate(test, frame);
  if (machine.hasDiverged()) return false;
  const known = truthOf(machine, value);
  if (known !== undefined) {
    const run = (): boolean => machine.block(known ? body : otherwise, frame);
    if (!isDry(value)) return run();
    machine.branches.hasSpared ||= machine.definitions.statements.doesSomething(known ? otherwise : body);
    return machine.branches.because(run);
  }
  const branch = (holds: boolean, block: Block) => (): boolean => {
    narrow(machine, test, holds, frame);
    if (value.kind === 'unknown' && value.finds !== undefined) machine.branches.find(value.finds, holds);
    return machine.records.under(conditionsOf(test, value, holds), () => machine.block(block, frame));
  };
  return machine.branches.doubtfully(isDry(value), [branch(true, body), branch(false, otherwise)]);
}

function runTry(machine: Machine, statement: Try, frame: Frame): boolean {
  const { store, handlers } = machine;
  const mark = store.mark();
  const before = { traces: machine.traces, returns: frame.exits.returns.length };
  const attempt = newAttempt({
    mark,
    frame,
    handlers: statement.handlers.map(({ type }) => ({
      bare: type === undefined,
      types: namedTypes(type).flatMap((name) => membersOf(machine.evaluate(name, frame))),
    })),
    ...(statement.finally.length > 0 && { atEnd: () => void machine.block(statement.finally, frame) }),
  });
  handlers.attempts.push(attempt);
  const ended = machine.block(statement.body, frame);
  handlers.attempts.pop();
  const anywhere = store.everythingSince(mark);
  const ends: { readonly changes: Changes; readonly at?: Location }[] = [];
  // Behind the body only `finally` still watches.
  handlers.attempts.push(newAttempt({ ...attempt, handlers: [] }));
  if (ended && machine.block(statement.otherwise, frame)) ends.push({ changes: store.changesSince(mark) });
  store.rollback(mark);
  const followsFailure = machine.assumption.failing !== undefined;
  for (const [index, handler] of statement.handlers.entries()) {
    const raised = attempt.raised.filter((state) => state.handler === index);
    const states = raised.map(({ changes }) => changes);
    const at = frame.module.locate(handler.type ?? handler.body[0] ?? statement);
    const isFailing = followsFailure && machine.failsIn(at);
    if (followsFailure && states.length === 0 && !isFailing) continue;
    store.merge(followsFailure && !isFailing ? states : [anywhere, ...states]);
    if (isFailing) machine.markFailed(isOfStep(handler));
    const exception = join(attempt.handlers[index]?.types.map(raisedOf) ?? [unknownValue]);
    if (handler.name !== undefined) store.set(frame.cell, handler.name, exception);
    machine.records.enter(attempt);
    const run = (): void => {
      const dropped = raised.flatMap(({ at: place, isCommandError }) => (isCommandError && place ? [place] : []));
      if (!machine.handle(exception, handler, frame, { dropped, ...knownOf(machine, statement, handler, frame) }))
        return;
      ends.push({ changes: store.changesSince(mark), at });
      const isAlone = machine.traces === before.traces && frame.exits.returns.length === before.returns;
      if (isFailing && isAlone)
        machine.failureEnded(statement, [anywhere, ...ends.map(({ changes }) => changes)], frame);
      machine.failures.follow(related(at, 'handles the exception'));
    };
    const runFor = raised.some(({ dry }) => dry)
      ? (): void => {
          machine.branches.because(run);
        }
      : run;
    if (attempt.hasWork && catchesFailure(attempt, index)) {
      machine.failures.during(related(at, 'handles the exception'), runFor);
    } else runFor();
    store.rollback(mark);
  }
  handlers.attempts.pop();
  if (ends.length === 0) return false;
  store.merge(machine.records.meet(ends, 'handled').map(({ changes }) => changes));
  return machine.block(statement.finally, frame);
}

/** `except ERRORS:` with a tuple of exceptions. */
function membersOf(types: Value): readonly Value[] {
  return types.kind === 'list' ? (itemsOf(types) ?? [unknownValue]) : [types];
}

/** An exception that a handler for `type` may get. */
function raisedOf(type: Value): Value {
  return type.kind === 'external' ? external(`${type.path}()`, type.dry, type.args) : unknownValue;
}

function runOther(machine: Machine, statement: Extract<Statement, { kind: 'other' }>, frame: Frame): boolean {
  const { store, handlers } = machine;
  const loop = frame.loops.at(-1);
  switch (statement.form) {
    case 'continue_statement':
    case 'break_statement': {
      if (loop === undefined) return true;
      handlers.leave(loop.depth);
      const changes = store.changesSince(loop.mark);
      (statement.form === 'break_statement' ? loop.breaks : loop.continues).push(changes);
      return false;
    }
    case 'global_statement':
    case 'nonlocal_statement': {
      const names = statement.expressions.flatMap((name) => (name.kind === 'name' ? [name.id] : []));
      if (statement.form === 'global_statement') frame.globals = new Set([...frame.globals, ...names]);
      else frame.nonlocals = new Set([...frame.nonlocals, ...names]);
      return true;
    }
    case 'delete_statement':
      for (const target of statement.expressions) {
        if (target.kind === 'name') store.set(frame.cell, target.id, undefined);
        else if (target.kind === 'subscript') machine.evaluate(target.value, frame);
      }
      return true;
    default: {
      for (const expression of statement.expressions) machine.evaluate(expression, frame);
      if (statement.blocks.length === 0) return true;
      const cases = statement.blocks.map((block) => (): boolean => machine.block(block, frame));
      return machine.branches.branch([...cases, () => true]);
    }
  }
}

function assign(machine: Machine, statement: Assignment, frame: Frame): void {
  if (statement.value === undefined) return;
  const value = machine.evaluate(statement.value, frame);
  for (const target of statement.targets) {
    if (statement.operator === undefined) machine.assign(target, value, frame);
    else {
      const before = machine.evaluate(target, frame);
      if (before.kind === 'list' && statement.operator === '+=') {
        const extend: Value = { kind: 'method', receiver: before, name: 'extend' };
        machine.call(extend, { ...noArguments, positional: [value] }, { at: frame.module.locate(statement), frame });
        continue;
      }
      machine.assign(target, binaryOperation(machine, statement.operator.replace(/=$/, ''), before, value), frame);
    }
  }
}

function bindImport(
  machine: Machine,
  statement: Extract<Statement, { kind: 'import' | 'from-import' }>,
  { cell, module }: Frame,
): void {
  const { resolver } = machine.analysis;
  if (statement.kind === 'import') {
    const [first = ''] = statement.module.split('.');
    const entity = resolver.dotted(statement.alias === null ? first : statement.module, module);
    machine.store.set(cell, statement.alias ?? first, machine.entity(entity));
    return;
  }
  const source = { module: statement.module, level: statement.level };
  for (const { name, alias } of statement.names) {
    machine.store.set(cell, alias ?? name, machine.entity(resolver.imported(source, name, module)));
  }
}
