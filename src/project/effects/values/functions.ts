import type { ClassEntity } from '../../entity.ts';
import type { FunctionValue, Value } from './value.ts';

/** `owner`: the class whose body defines it; `receiver`: what `self` or `cls` is. */
export function functionOf(
  { definition, module }: Pick<FunctionValue, 'definition' | 'module'>,
  owner?: ClassEntity,
  receiver?: Value,
): FunctionValue {
  if (owner === undefined) return { kind: 'function', definition, module };
  return receiver === undefined
    ? { kind: 'function', definition, module, owner }
    : { kind: 'function', definition, module, owner, receiver };
}

/** Something of the project that can be called, or a `partial`; a class is none. */
export function isFunction(value: Value): boolean {
  if (value.kind === 'entity') return value.entity.kind === 'function';
  return value.kind === 'function' || (value.kind === 'method' && value.given !== undefined);
}
