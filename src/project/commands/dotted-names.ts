import { known, notKnown, type Known } from '../../core/known.ts';
import type { Value } from '../constants/value.ts';
import { lookupMethod } from './argparse.ts';
import type { Ancestor, Hierarchy } from '../classes/hierarchy.ts';

/** The dotted name of a function or class; unknown for lambdas and whatever else has none. */
export function dottedName(value: Value, hierarchy: Hierarchy, order: readonly Ancestor[]): Known<string> {
  if (value.kind === 'method') return methodName(value, hierarchy, order);
  if (value.kind !== 'entity') return notKnown;
  const { entity } = value;
  switch (entity.kind) {
    case 'class':
      return known(entity.symbol);
    case 'function':
      return known(`${entity.module.name}.${entity.definition.name}`);
    case 'external':
      return known(entity.name);
    case 'module':
    case 'value':
    case 'unknown':
      return notKnown;
  }
}

function methodName(
  { receiver, name }: Extract<Value, { kind: 'method' }>,
  hierarchy: Hierarchy,
  order: readonly Ancestor[],
): Known<string> {
  const start =
    receiver.kind === 'self'
      ? order
      : receiver.kind === 'entity' && receiver.entity.kind === 'class'
        ? hierarchy.order(receiver.entity)
        : [];
  const found = lookupMethod(hierarchy, start, name, 0);
  return found.kind === 'found' ? known(`${found.owner.symbol}.${name}`) : notKnown;
}
