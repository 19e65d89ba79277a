import type { Expression } from '../../core/python.ts';
import { unknown, type Entity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import { lookUp, type Scope } from './scope.ts';

/** What a name or `module.name` stands for in a scope: imports within functions are followed, and local names hide others. */
export function entityOf(expression: Expression, scope: Scope, resolver: Resolver): Entity {
  if (expression.kind === 'attribute')
    return resolver.attribute(entityOf(expression.value, scope, resolver), expression.name);
  if (expression.kind !== 'name') return unknown('computed');
  const found = lookUp(expression.id, scope);
  if (found === undefined) return resolver.name(expression.id, scope.module);
  const [binding, ...others] = found.bindings;
  if (binding?.kind === 'imported' && others.length === 0)
    return resolver.imported(binding.source, binding.name, scope.module);
  if (binding?.kind === 'module' && others.length === 0) return resolver.dotted(binding.module);
  return unknown('a local name');
}
