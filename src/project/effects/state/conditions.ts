import type { Expression } from '../../../core/python.ts';
import { optionOf, type Value } from '../values/value.ts';

/**
 * What a branch takes for granted, so that a later branch can be told to take the same: by the option that the condition
 * was computed from, and by the name that it asks.
 */
export function conditionsOf(test: Expression, value: Value, holds: boolean): readonly string[] {
  if (test.kind === 'operation' && test.operators[0] === 'not') {
    const [inner] = test.operands;
    return inner === undefined ? [] : conditionsOf(inner, value, !holds);
  }
  const option = optionOf(value);
  const name = pathOf(test);
  const sign = holds ? '+' : '-';
  return [
    ...(option === undefined ? [] : [`${sign} option ${option}`]),
    ...(name === undefined ? [] : [`${sign} ${name}`]),
  ];
}

/** `name`, `self.name` */
function pathOf(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.id;
  const owner = expression.kind === 'attribute' ? pathOf(expression.value) : undefined;
  return owner === undefined || expression.kind !== 'attribute' ? undefined : `${owner}.${expression.name}`;
}
