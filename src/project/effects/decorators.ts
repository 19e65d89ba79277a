import type { Expression, FunctionDefinition } from '../../core/python.ts';
import type { Entity, Module } from '../entity.ts';
import type { Machine } from './machine.ts';

/** A decorator that is no function or class of the project: it may wrap, and it calls what it wraps. */
export function isTransparent(machine: Machine, decorator: Expression, module: Module): boolean {
  const { kind } = entityOf(machine, decorator, module);
  return kind !== 'function' && kind !== 'class';
}

/** Dotted names of the decorators, `staticmethod` without its module. */
export function decoratorNames(
  machine: Machine,
  { decorators }: FunctionDefinition,
  module: Module,
): readonly string[] {
  return decorators.map((decorator) => {
    const entity = entityOf(machine, decorator, module);
    return entity.kind === 'external' ? entity.name.replace(/^builtins\./, '') : lastName(decorator);
  });
}

function entityOf(machine: Machine, decorator: Expression, module: Module): Entity {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  return machine.analysis.resolver.expression(callee, module);
}

/** `name` of `name`, `module.name` and `name(…)`. */
function lastName(expression: Expression): string {
  if (expression.kind === 'call') return lastName(expression.callee);
  return expression.kind === 'name' ? expression.id : expression.kind === 'attribute' ? expression.name : '';
}
