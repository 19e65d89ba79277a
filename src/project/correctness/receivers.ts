import type { Expression } from '../../core/python.ts';
import type { ClassEntity, Module } from '../entity.ts';
import { entityOf } from '../records/scope-entities.ts';
import { selfScope, type Scope } from '../records/scope.ts';
import type { Resolver } from '../imports/resolver.ts';

/** What stands before the dot of a call. */
export type Receiver =
  /** `self`, `cls` and `super()`: whatever class the method runs for, which derives from the owner. */
  | { readonly kind: 'own'; readonly owner: ClassEntity; readonly form: 'instance' | 'class'; readonly above: boolean }
  | { readonly kind: 'class'; readonly class: ClassEntity }
  | { readonly kind: 'module'; readonly module: Module };

export function receiverOf(expression: Expression, scope: Scope, resolver: Resolver): Receiver | undefined {
  if (isSuper(expression)) {
    const method = methodAround(scope);
    return method?.owner === undefined || method.self === undefined
      ? undefined
      : { kind: 'own', owner: method.owner, form: method.self.form, above: true };
  }
  if (expression.kind === 'name') {
    const method = selfScope(expression.id, scope);
    if (method?.owner !== undefined && method.self !== undefined && isReceiver(method.self))
      return { kind: 'own', owner: method.owner, form: method.self.form, above: false };
  }
  const entity = entityOf(expression, scope, resolver);
  if (entity.kind === 'class') return { kind: 'class', class: entity };
  return entity.kind === 'module' ? { kind: 'module', module: entity.module } : undefined;
}

/** A function of a class body whose first parameter has another name may be one that is called with what it says, a validator. */
function isReceiver({ name, form }: NonNullable<Scope['self']>): boolean {
  return form === 'class' || /^_*(self|this|me)_*$/i.test(name);
}

function isSuper(expression: Expression): boolean {
  return (
    expression.kind === 'call' &&
    expression.callee.kind === 'name' &&
    expression.callee.id === 'super' &&
    expression.args.length === 0
  );
}

/** `super()` without arguments works in a method and what is nested in it. */
function methodAround(from: Scope): Scope | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    if (scope.form === 'function' && scope.self !== undefined) return scope;
    if (scope.form === 'class') return undefined;
  }
  return undefined;
}
