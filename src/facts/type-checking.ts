import type { Expression } from '../core/python.ts';

/** `TYPE_CHECKING` or `typing.TYPE_CHECKING`: false when the program runs. */
export function isTypeChecking(test: Expression): boolean {
  if (test.kind === 'name') return test.id === 'TYPE_CHECKING';
  return test.kind === 'attribute' && test.name === 'TYPE_CHECKING';
}
