import type { With } from '../../../core/python.ts';
import { newAttempt } from '../state/exceptions.ts';
import { classOf } from './instances.ts';
import { siteOf } from './call-sites.ts';
import type { CallSite, Machine } from '../machine.ts';
import { join } from '../values/joining.ts';
import {
  isDry,
  none,
  noArguments,
  unknownValue,
  type Exits,
  type Frame,
  type FunctionValue,
  type InstanceValue,
  type Value,
} from '../values/value.ts';

/** The items of a `with` from `index` on, and then its block. */
export function runWith(machine: Machine, statement: With, index: number, frame: Frame): boolean {
  const item = statement.items[index];
  if (item === undefined) return machine.block(statement.body, frame);
  const value = machine.evaluate(item.context, frame);
  if (machine.hasDiverged()) return false;
  const site = siteOf(item.context, frame);
  const enter = (entered: Value): boolean => {
    if (item.target !== undefined) machine.assign(item.target, entered, frame);
    return runWith(machine, statement, index + 1, frame);
  };
  if (value.kind === 'function' && value.managing === true) return runManaged(machine, value, enter, frame, site);
  if (value.kind === 'instance') return runManager(machine, value, enter, site);
  if (isTransaction(value)) {
    return machine.transactions.atomically(() => enter(value));
  }
  // `with atomic() if together else nullcontext():`
  const perhaps = value.kind === 'choice' && value.of.some(isTransaction);
  if (perhaps || (value.kind === 'external' && /^contextlib\.(Async)?ExitStack\(\)$/.test(value.path))) {
    return machine.transactions.stacked(() => enter(value));
  }
  if (value.kind === 'external' && value.path === 'contextlib.suppress()') {
    return suppressing(machine, value.args?.positional ?? [], () => enter(none));
  }
  return isDry(value) ? machine.branches.doubtfully(true, [() => enter(value)]) : enter(value);
}

function isTransaction(value: Value): boolean {
  return value.kind === 'external' && /transaction\.atomic\(\)$/.test(value.path);
}

/**
 * `@contextmanager`: the block of the `with` runs where the generator yields, so that what is around the `yield` watches
 * over it.
 */
function runManaged(
  machine: Machine,
  manager: FunctionValue,
  enter: (value: Value) => boolean,
  frame: Frame,
  site: CallSite,
): boolean {
  const { store } = machine;
  const outer = frame.exits;
  const block: { readonly returned: Value[]; goesOn: boolean } = { returned: [], goesOn: false };
  const onYield = (value: Value): void => {
    const inner: Exits = { mark: store.mark(), depth: machine.handlers.attempts.length, returns: [] };
    frame.exits = inner;
    const ended = enter(value);
    frame.exits = outer;
    const ends = [
      ...inner.returns.map(({ state }) => state.changes),
      ...(ended ? [store.changesSince(inner.mark)] : []),
    ];
    store.rollback(inner.mark);
    block.returned.push(...inner.returns.map((exit) => exit.value));
    block.goesOn ||= ended;
    if (ends.length === 0) machine.diverge();
    else store.merge(ends);
  };
  machine.invoke({ ...manager, managing: false, onYield }, noArguments, site);
  if (machine.hasDiverged()) return false;
  if (block.returned.length === 0) return true;
  machine.handlers.leave(outer.depth);
  outer.returns.push({ value: join(block.returned), state: store.snapshot(outer.mark) });
  return block.goesOn;
}

/** Nothing is known of it, but that it is not `None`. */
const exceptionDetail: Value = { kind: 'method', receiver: unknownValue, name: 'exception' };

/** An object with `__enter__` and `__exit__`. */
function runManager(
  machine: Machine,
  manager: InstanceValue,
  enter: (value: Value) => boolean,
  site: CallSite,
): boolean {
  const isAsync = machine.definitions.member(manager.class, '__aenter__').kind === 'found';
  const [entering, leaving] = isAsync ? ['__aenter__', '__aexit__'] : ['__enter__', '__exit__'];
  const entered = machine.call(machine.attribute(manager, entering, site), noArguments, site);
  if (machine.hasDiverged()) return false;
  const exit = (raising: boolean): void => {
    const details = Array.from({ length: 3 }, () => (raising ? exceptionDetail : none));
    machine.call(machine.attribute(manager, leaving, site), { ...noArguments, positional: details }, site);
  };
  const attempt = newAttempt({ mark: machine.store.mark(), handlers: [], atEnd: exit });
  machine.handlers.attempts.push(attempt);
  const ended = enter(entered.kind === 'unknown' && classOf(manager) !== undefined ? manager : entered);
  machine.handlers.attempts.pop();
  if (ended) exit(false);
  return ended && !machine.hasDiverged();
}

function suppressing(machine: Machine, types: readonly Value[], body: () => boolean): boolean {
  const { store, handlers } = machine;
  const attempt = newAttempt({ mark: store.mark(), handlers: [{ bare: false, types }] });
  handlers.attempts.push(attempt);
  const ended = body();
  handlers.attempts.pop();
  const anywhere = store.everythingSince(attempt.mark);
  const ends = [anywhere, ...attempt.raised.map(({ changes }) => changes)];
  if (ended) ends.push(store.changesSince(attempt.mark));
  store.rollback(attempt.mark);
  store.merge(ends);
  return true;
}
