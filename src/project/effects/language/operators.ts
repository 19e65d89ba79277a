import type { Expression } from '../../../core/python.ts';
import { siteOf } from './call-sites.ts';
import type { Machine } from '../machine.ts';
import { narrow } from './narrowing.ts';
import { binaryOperation, connective, negation } from './operations.ts';
import { isDry, literal, optionOf, unknown, unknownValue, type Frame, type Value } from '../values/value.ts';

/** `a and b`, `not a`, `a + b`, `a < b < c` */
export function operation(
  machine: Machine,
  { operators, operands }: Extract<Expression, { kind: 'operation' }>,
  frame: Frame,
): Value {
  const [operator = ''] = operators;
  const [left, ...others] = operands;
  if (left === undefined) return unknownValue;
  if (operator === 'and' || operator === 'or') {
    const parts = operands.map((operand, index) => (conditional: boolean): Value => {
      const run = (): Value => {
        if (index > 0)
          for (const before of operands.slice(0, index)) narrow(machine, before, operator === 'and', frame);
        return machine.evaluate(operand, frame);
      };
      return conditional ? machine.branches.perhaps(false, run) : machine.evaluate(operand, frame);
    });
    return connective(machine, operator, parts);
  }
  if (operator === 'not') return negation(machine, machine.evaluate(left, frame));
  const values = operands.map((operand) => machine.evaluate(operand, frame));
  compared(machine, operators, operands, values, frame);
  const [first = unknownValue, second] = values;
  if (second === undefined) {
    return first.kind === 'literal' && operator === '-' && typeof first.value === 'number'
      ? literal(-first.value, first.dry)
      : unknown(isDry(first), optionOf(first));
  }
  // A batch of nothing is not full, however large batches are.
  const isEmpty = first.kind === 'literal' && first.value === 0 && isLength(left);
  if (isEmpty && second.kind === 'unknown' && /^>=?$/.test(operator)) return literal(false, isDry(first));
  if (others.length === 1) return binaryOperation(machine, operator, first, second);
  return unknown(
    values.some(isDry),
    values.map(optionOf).find((option) => option !== undefined),
  );
}

/**
 * A comparison of something that was computed from an option is a check of its bounds; one with `len(…)` asks whether a
 * page is full, and a division by it how many pages there are.
 */
function compared(
  machine: Machine,
  operators: readonly string[],
  operands: readonly Expression[],
  values: readonly Value[],
  frame: Frame,
): void {
  const divides = operators.length === 1 && /^[/][/]?$/.test(operators[0] ?? '');
  if (!divides && !operators.some((operator) => /^[<>]=?$/.test(operator))) return;
  const use = divides || (operands.length === 2 && operands.some(isLength)) ? 'size' : 'bounds';
  for (const [index, value] of values.entries()) {
    const option = optionOf(value);
    const place = operands[index];
    if (option === undefined || place === undefined || (divides && index === 0)) continue;
    machine.emit({ kind: 'option-use', option, use, guarded: false }, siteOf(place, frame));
  }
}

function isLength(operand: Expression): boolean {
  if (operand.kind === 'operation' && operand.operators[0] === '+') return operand.operands.every(isLength);
  return operand.kind === 'call' && operand.callee.kind === 'name' && operand.callee.id === 'len';
}
