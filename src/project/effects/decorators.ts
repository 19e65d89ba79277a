import type { Expression, FunctionDefinition } from '../../core/python.ts';
import type { Entity, Module } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';

/** What decorators make of a function. */
export interface Decorators {
  /** Dotted, `staticmethod` without its module. */
  readonly names: readonly string[];
  /** Functions and classes of the project; one from elsewhere may wrap, and calls what it wraps. */
  readonly ofProject: readonly Expression[];
  readonly isStatic: boolean;
  readonly isOfClass: boolean;
  readonly isProperty: boolean;
  readonly isContextManager: boolean;
  readonly isAtomic: boolean;
}

/** Most functions have none. */
const none: Decorators = {
  names: [],
  ofProject: [],
  isStatic: false,
  isOfClass: false,
  isProperty: false,
  isContextManager: false,
  isAtomic: false,
};

export function readDecorators({ decorators }: FunctionDefinition, module: Module, resolver: Resolver): Decorators {
  if (decorators.length === 0) return none;
  const entities = decorators.map((decorator) => [decorator, entityOf(decorator, module, resolver)] as const);
  const names = entities.map(([decorator, entity]) =>
    entity.kind === 'external' ? entity.name.replace(/^builtins\./, '') : lastName(decorator),
  );
  return {
    names,
    ofProject: entities.flatMap(([decorator, { kind }]) =>
      kind === 'function' || kind === 'class' ? [decorator] : [],
    ),
    isStatic: names.includes('staticmethod'),
    isOfClass: names.includes('classmethod'),
    isProperty: names.some((name) => /(^|\.)(cached_)?property(\(\))?$/.test(name)),
    isContextManager: names.some((name) => /(^|\.)(async)?contextmanager$/.test(name)),
    isAtomic: names.includes('django.db.transaction.atomic'),
  };
}

function entityOf(decorator: Expression, module: Module, resolver: Resolver): Entity {
  return resolver.expression(decorator.kind === 'call' ? decorator.callee : decorator, module);
}

/** `name` of `name`, `module.name` and `name(…)`. */
function lastName(expression: Expression): string {
  if (expression.kind === 'call') return lastName(expression.callee);
  return expression.kind === 'name' ? expression.id : expression.kind === 'attribute' ? expression.name : '';
}
