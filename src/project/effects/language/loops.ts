import type { Loop as LoopStatement } from '../../../core/python.ts';
import { elementsOf, turnsOf, type Turns } from './iteration.ts';
import { siteOf } from './call-sites.ts';
import type { Machine } from '../machine.ts';
import { readQuery } from '../outside/orm.ts';
import { truthOf } from './truth.ts';
import { isDry, unknown, unknownValue, type Changes, type Frame, type Loop, type Value } from '../values/value.ts';

/** A `for` over known items is unrolled; any other loop is run once, on values that hold for every turn. */
export function runLoop(machine: Machine, loop: LoopStatement, frame: Frame): boolean {
  const { target, subject } = loop;
  const value = machine.evaluate(subject, frame);
  if (machine.hasDiverged()) return false;
  readQuery(machine, value, loop.async === true, siteOf(subject, frame));
  if (target === undefined) {
    const test = truthOf(machine, value);
    return test === false
      ? machine.block(loop.otherwise, frame)
      : // A name that is true before the first turn need not stay so.
        runMany(machine, loop, frame, test === true && isConstant(subject), isDry(value));
  }
  if (value.kind === 'choice' && value.of.every((one) => turnsOf(one) !== undefined)) {
    return machine.branches.branch(value.of.map((one) => () => runOver(machine, loop, one, frame)));
  }
  return runOver(machine, loop, value, frame);
}

function runOver(machine: Machine, loop: LoopStatement, value: Value, frame: Frame): boolean {
  const { target, subject, body } = loop;
  const turns = turnsOf(value);
  if (turns !== undefined) {
    const run = (): boolean => runEach(machine, loop, turns, frame);
    return turns.ordered ? run() : machine.loops.inAnyOrder(run);
  }
  const { start, end } = body[0] ?? subject;
  const site = { at: frame.module.locate({ start, end }), frame };
  if (target !== undefined) machine.assign(target, elementsOf(machine, value, site), frame);
  return runMany(machine, loop, frame, false, isDry(value));
}

function isConstant({ kind }: LoopStatement['subject']): boolean {
  return kind === 'constant' || kind === 'number' || kind === 'string';
}

function runEach(machine: Machine, loop: LoopStatement, { items, certain }: Turns, frame: Frame): boolean {
  const { store } = machine;
  const start = store.mark();
  const breaks: Changes[] = [];
  let reached = true;
  for (const item of items) {
    const mark = store.mark();
    if (loop.target !== undefined) machine.assign(loop.target, item, frame);
    const turn: Loop = { mark, depth: machine.handlers.attempts.length, breaks: [], continues: [] };
    const ended = runBody(machine, loop, turn, frame);
    // With one way through it, the state is what the turn has come to.
    if (ended && certain && turn.breaks.length === 0 && turn.continues.length === 0) continue;
    const ends = [...endsOfTurn(machine, turn, ended), ...(certain ? [] : [new Map()])];
    for (const broken of turn.breaks) {
      store.apply(broken);
      breaks.push(store.changesSince(start));
      store.rollback(mark);
    }
    reached = ends.length > 0;
    if (!reached) break;
    store.merge(ends);
  }
  if (breaks.length === 0) return reached && machine.block(loop.otherwise, frame);
  const ends = [...breaks];
  if (reached && machine.block(loop.otherwise, frame)) ends.push(store.changesSince(start));
  store.rollback(start);
  if (ends.length === 0) return false;
  store.merge(ends);
  return true;
}

/** `endless`: only `break` leads out. */
function runMany(machine: Machine, loop: LoopStatement, frame: Frame, endless: boolean, dry: boolean): boolean {
  const { store } = machine;
  for (const name of machine.definitions.statements.boundNames(loop.body)) {
    const before = frame.cell.values.get(name);
    if (before?.kind === 'literal') store.set(frame.cell, name, before.dry ? unknown(true) : unknownValue);
  }
  const mark = store.mark();
  const turn: Loop = { mark, depth: machine.handlers.attempts.length, breaks: [], continues: [] };
  let ends: readonly Changes[] = [];
  const run = (): boolean => {
    ends = machine.loops.repeatedly(() => endsOfTurn(machine, turn, runBody(machine, loop, turn, frame)));
    return true;
  };
  if (dry) machine.branches.doubtfully(true, [run, () => true]);
  else run();
  if (!endless) {
    store.merge([new Map(), ...ends]);
    if (loop.otherwise.length > 0 && !machine.block(loop.otherwise, frame) && turn.breaks.length === 0) return false;
    const through = store.changesSince(mark);
    store.rollback(mark);
    store.merge([through, ...turn.breaks]);
    return true;
  }
  if (turn.breaks.length === 0) return false;
  store.merge(turn.breaks);
  return true;
}

function runBody(machine: Machine, loop: LoopStatement, turn: Loop, frame: Frame): boolean {
  frame.loops.push(turn);
  const ended = machine.loops.inTurn(() => machine.block(loop.body, frame));
  frame.loops.pop();
  return ended;
}

/** Leaves the state as it was before the turn, and says how it may be after it. */
function endsOfTurn({ store }: Machine, turn: Loop, ended: boolean): readonly Changes[] {
  const ends = ended ? [store.changesSince(turn.mark), ...turn.continues] : [...turn.continues];
  store.rollback(turn.mark);
  return ends;
}
