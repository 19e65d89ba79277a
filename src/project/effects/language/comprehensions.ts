import type { Comprehension, Expression } from '../../../core/python.ts';
import { siteOf } from './call-sites.ts';
import { append } from './collection-changes.ts';
import {
  candidatesOf,
  dictOf,
  elementOf,
  itemsOf,
  listOf,
  listOfMany,
  listOfSome,
  shuffled,
  withKeys,
} from '../values/collections.ts';
import { innerFrame } from './frames.ts';
import { elementsOf, turnsOf } from './iteration.ts';
import { join } from '../values/joining.ts';
import type { Machine } from '../machine.ts';
import { narrow } from './narrowing.ts';
import { readQuery } from '../outside/orm.ts';
import { truthOf } from './truth.ts';
import { isDry, optionOf, textOf, unknown, unknownValue, type Frame, type Value } from '../values/value.ts';

/** A list, set, dict or generator made by a comprehension; one over known items is unrolled. */
export function comprehension(machine: Machine, expression: Comprehension, outer: Frame): Value {
  const frame = innerFrame(outer);
  const result = listOf([]);
  const certainty = { exact: true, ordered: expression.form !== 'set', guessed: false };
  let choosing = false;
  const run = (index: number): void => {
    const clause = expression.clauses[index];
    if (clause === undefined) {
      append(machine, result, machine.evaluate(expression.element, frame));
      return;
    }
    if (clause.kind === 'if') {
      const test = machine.evaluate(clause.test, frame);
      const known = truthOf(machine, test);
      if (known === false) return;
      if (known === true) run(index + 1);
      else {
        certainty.exact = false;
        certainty.guessed ||= choosing && !isOfOptions(machine, clause.test, frame);
        machine.branches.perhaps(isDry(test), () => {
          narrow(machine, clause.test, true, frame);
          run(index + 1);
          return unknownValue;
        });
      }
      return;
    }
    const iterable = machine.evaluate(clause.iterable, frame);
    readQuery(machine, iterable, clause.async === true, siteOf(clause.iterable, frame));
    const options = iterable.kind === 'list' ? iterable.options : undefined;
    choosing ||= options !== undefined;
    const turns = options === undefined ? turnsOf(iterable) : { items: options, certain: true, ordered: true };
    if (turns !== undefined) {
      if (!turns.certain) certainty.exact = false;
      if (!turns.ordered) certainty.ordered = false;
      for (const item of turns.items) {
        const turn = (): Value => {
          machine.assign(clause.target, item, frame);
          run(index + 1);
          return unknownValue;
        };
        if (!turns.certain) machine.branches.perhaps(false, turn);
        else if (turns.ordered) turn();
        else machine.loops.inAnyOrder(turn);
      }
      return;
    }
    certainty.exact = false;
    machine.assign(clause.target, elementsOf(machine, iterable, siteOf(clause.iterable, frame)), frame);
    machine.loops.repeatedly(() => {
      run(index + 1);
    });
  };
  run(0);
  if (certainty.guessed) {
    const rest = unknown(true);
    return expression.form === 'dict' ? withKeys(dictOf([], rest), unknownValue) : listOfMany(rest);
  }
  const items = candidatesOf(result);
  if (expression.form !== 'dict') {
    const list = certainty.exact ? result : items === undefined ? listOfMany(elementOf(result)) : listOfSome(items);
    return certainty.ordered ? list : shuffled(list);
  }
  const pairs = (items ?? [elementOf(result)]).map((pair) => (pair.kind === 'list' ? itemsOf(pair) : undefined));
  const known = pairs.flatMap((pair) => {
    const key = textOf(pair?.[0]);
    return key === undefined || pair?.[1] === undefined ? [] : [[key, pair[1]] as const];
  });
  const exact = items !== undefined && known.length === pairs.length;
  const dict = dictOf(known, exact ? undefined : join(pairs.map((pair) => pair?.[1] ?? unknownValue)));
  return exact || known.length > 0 ? dict : withKeys(dict, join(pairs.map((pair) => pair?.[0] ?? unknownValue)));
}

/** A condition that is known, or asks for the value of an option. */
function isOfOptions(machine: Machine, test: Expression, frame: Frame): boolean {
  if (test.kind === 'operation' && /^(and|or|not)$/.test(test.operators[0] ?? ''))
    return test.operands.every((operand) => isOfOptions(machine, operand, frame));
  const value = machine.evaluate(test, frame);
  return truthOf(machine, value) !== undefined || optionOf(value) !== undefined || isDry(value);
}
