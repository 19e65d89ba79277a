import { altered } from '../../../core/altered.ts';
import type { Expression } from '../../../core/python.ts';
import type { Machine } from '../machine.ts';
import { truthOf } from './truth.ts';
import { join } from '../values/joining.ts';
import { isDry, type Cell, type Frame, type Value } from '../values/value.ts';

/** In a branch, a name that may have been several things is only what the condition lets through. */
export function narrow(machine: Machine, test: Expression, holds: boolean, frame: Frame): void {
  if (test.kind === 'operation') {
    const [operator = ''] = test.operators;
    const [left, right] = test.operands;
    if (left === undefined) return;
    if (operator === 'not') narrow(machine, left, !holds, frame);
    // Of `a and b` both hold; of `a or b` neither does.
    else if ((operator === 'and' && holds) || (operator === 'or' && !holds)) {
      for (const operand of test.operands) narrow(machine, operand, holds, frame);
    } else if (operator === 'and' || operator === 'or') {
      // `a and b` does not hold, but `a` does: then `b` is to blame.
      const open = test.operands.filter((operand) => truthAt(machine, operand, frame) !== !holds);
      const [only] = open;
      if (only !== undefined && open.length === 1) narrow(machine, only, holds, frame);
    } else if ((operator === 'is' || operator === 'is not') && right?.kind === 'constant' && right.value === null) {
      keep(machine, left, (value) => isNone(value) === (holds === (operator === 'is')), frame);
    } else if (/^(==|!=|in|not in)$/.test(operator) && right !== undefined) {
      const texts = constantsOf(right);
      const isAmong = holds === (operator === '==' || operator === 'in');
      if (texts !== undefined)
        keep(machine, left, (value) => value.kind !== 'literal' || texts.includes(value.value) === isAmong, frame);
    }
    return;
  }
  keep(machine, test, (value) => truthOf(machine, value) !== !holds, frame);
  remember(machine, test, holds, frame);
}

/** `"done"`, `("done", "finished")` */
function constantsOf(expression: Expression): readonly unknown[] | undefined {
  if (expression.kind === 'string') return [expression.value];
  if (expression.kind !== 'sequence') return undefined;
  const texts = expression.items.map((item) => (item.kind === 'string' ? item.value : undefined));
  return texts.includes(undefined) ? undefined : texts;
}

function keep(machine: Machine, place: Expression, fits: (value: Value) => boolean, frame: Frame): void {
  const found = cellOf(machine, place, frame);
  const value = found?.cell.values.get(found.key);
  if (found === undefined || value?.kind !== 'choice') return;
  const left = value.of.filter(fits);
  if (left.length === 0 || left.length === value.of.length) return;
  machine.store.set(found.cell, found.key, join(left));
  if (left.every(isNone)) for (const record of value.of) machine.records.missing(record);
}

const mayBeEmpty = new Set<Value['kind']>(['list', 'dict', 'query', 'external']);

/** What a branch says of a value that nothing else is known of. */
function remember(machine: Machine, place: Expression, holds: boolean, frame: Frame): void {
  const found = cellOf(machine, place, frame);
  const value = found?.cell.values.get(found.key);
  if (found === undefined || value === undefined) return;
  if (value.kind === 'unknown') machine.store.set(found.cell, found.key, altered(value, { truth: holds }));
  else if (!holds && (value.kind === 'choice' ? value.of : [value]).every(({ kind }) => mayBeEmpty.has(kind))) {
    machine.store.set(found.cell, found.key, { kind: 'unknown', dry: isDry(value), truth: false });
  }
}

function truthAt(machine: Machine, place: Expression, frame: Frame): boolean | undefined {
  const found = cellOf(machine, place, frame);
  const value = found?.cell.values.get(found.key);
  return value === undefined ? undefined : truthOf(machine, value);
}

/** Where a name, or an attribute of an object, is kept. */
function cellOf(
  machine: Machine,
  place: Expression,
  frame: Frame,
): { readonly cell: Cell; readonly key: string } | undefined {
  if (place.kind === 'name') return { cell: frame.cell, key: place.id };
  if (place.kind !== 'attribute' || place.value.kind !== 'name') return undefined;
  const owner = frame.cell.values.get(place.value.id);
  return owner?.kind === 'instance' ? { cell: owner.cell, key: place.name } : undefined;
}

function isNone(value: Value): boolean {
  return value.kind === 'literal' && value.value === null;
}
