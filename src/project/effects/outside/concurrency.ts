import { newAttempt } from '../state/exceptions.ts';
import { commandError } from '../state/failure-path.ts';
import { elementOf, itemsOf, listOf, listOfMany, listOfSome } from '../values/collections.ts';
import { turnsOf } from '../language/iteration.ts';
import type { CallSite, Machine } from '../machine.ts';
import {
  external,
  isDry,
  literal,
  noArguments,
  unknownValue,
  type Arguments,
  type ExternalValue,
  type Value,
} from '../values/value.ts';

const future = 'concurrent.futures.Future';

/** Threads and pools: functions that are called by somebody else, at the same time as others. */
export function runConcurrently(machine: Machine, path: string, args: Arguments, site: CallSite): Value | undefined {
  const [first, ...others] = args.positional;
  const target = args.keywords.get('target');
  if (/(^|\.)(Thread|Process)$/.test(path) && target !== undefined) {
    const given = { ...noArguments, positional: listItems(args.keywords.get('args')) };
    elsewhere(machine, () => machine.call(target, given, site));
    return external(`${path}()`);
  }
  if (first === undefined) return undefined;
  if (/(Executor|Pool)\(\)\.(submit|apply_async)$/.test(path)) {
    const given = path.endsWith('submit') ? { ...args, positional: others } : spread(others);
    return futureOf(elsewhere(machine, () => machine.call(first, given, site)));
  }
  if (/Pool\(\)\.apply$/.test(path)) return machine.call(first, spread(others), site);
  if (/(Executor|Pool)\(\)\.(map|imap\w*|starmap)$/.test(path)) return mapped(machine, first, others[0], site);
  if (/^concurrent\.futures\.(as_completed|wait)$/.test(path)) return first;
  return undefined;
}

/** `future.result`, `future.exception`. */
export function attributeOfFuture(value: ExternalValue, name: string): Value {
  return external(`${value.path}.${name}`, value.dry, value.args);
}

export function isFuture({ path }: ExternalValue): boolean {
  return path === future || path === `${future}!`;
}

/** A failure in another thread is raised where somebody asks for the result. */
export function callFuture(machine: Machine, { path, args }: ExternalValue, site: CallSite): Value | undefined {
  if (!path.startsWith(future)) return undefined;
  const asked = path.slice(path.lastIndexOf('.') + 1);
  const failed = path.startsWith(`${future}!`);
  const [value = unknownValue] = args?.positional ?? [];
  if (asked === 'exception') return failed ? value : literal(null);
  if (asked !== 'result' && asked !== 'get') return unknownValue;
  if (!failed) return value;
  machine.raise(value, site.at);
  machine.diverge();
  return unknownValue;
}

function futureOf({ value, raised }: Outcome): Value {
  const result = raised ?? value;
  return external(raised === undefined ? future : `${future}!`, isDry(result), {
    ...noArguments,
    positional: [result],
  });
}

interface Outcome {
  readonly value: Value;
  /** What it raised, where it certainly raised. */
  readonly raised?: Value;
}

function elsewhere(machine: Machine, body: () => Value): Outcome {
  return machine.loops.inAnyOrder(() => isolated(machine, body));
}

function mapped(machine: Machine, work: Value, over: Value | undefined, site: CallSite): Value {
  const call = (item: Value): Value =>
    machine.loops.inAnyOrder(() => machine.call(work, { ...noArguments, positional: [item] }, site));
  if (over?.kind === 'choice') {
    const values: Value[] = [];
    machine.branches.branch(
      over.of.map((one) => () => {
        values.push(mapped(machine, work, one, site));
        return !machine.hasDiverged();
      }),
    );
    return { kind: 'choice', of: values };
  }
  const turns = over === undefined ? undefined : turnsOf(over);
  if (turns?.certain === true) return listOf(turns.items.map(call));
  if (turns !== undefined) {
    const values = turns.items.map((item) => machine.branches.perhaps(false, () => call(item)));
    return turns.items.length === 0 ? listOf([]) : listOfSome(values);
  }
  const item = over?.kind === 'list' ? elementOf(over) : unknownValue;
  return listOfMany(machine.loops.repeatedly(() => call(item)));
}

function spread([first]: readonly Value[]): Arguments {
  return { ...noArguments, positional: listItems(first) };
}

function listItems(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? (itemsOf(value) ?? []) : [];
}

/** Runs something whose exceptions go nowhere. */
function isolated(machine: Machine, body: () => Value): Outcome {
  const { store, handlers } = machine;
  const attempt = newAttempt({ mark: store.mark(), handlers: [{ bare: true, types: [] }] });
  handlers.attempts.push(attempt);
  const value = body();
  const ended = !machine.hasDiverged();
  machine.resume();
  handlers.attempts.pop();
  const ends = [...(ended ? [store.changesSince(attempt.mark)] : []), ...attempt.raised.map(({ changes }) => changes)];
  store.rollback(attempt.mark);
  if (ends.length > 0) store.merge(ends);
  return ended ? { value } : { value, raised: commandError };
}
