import type { Expression } from '../../core/python.ts';

/** By convention such decorators write the class down somewhere, or complete its operators, and leave it as it is. */
const harmless =
  /^(register\w*|track|final|deconstructible|runtime_checkable|python_2_unicode_compatible|total_ordering)$/;

/** True for decorators that add no attributes to a class. */
export function leavesClassAlone(decorator: Expression): boolean {
  const named = decorator.kind === 'call' ? decorator.callee : decorator;
  const name = named.kind === 'attribute' ? named.name : named.kind === 'name' ? named.id : '';
  return harmless.test(name);
}
