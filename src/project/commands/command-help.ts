import { known, notKnown, type Known } from '../../core/known.ts';
import type { Analysis } from '../analysis.ts';
import { lacksCommandMethods } from '../classes/django.ts';
import { classConstant } from '../classes/hierarchy.ts';
import { isString } from '../constants/value.ts';
import type { Entity } from '../entity.ts';

/** The `help` that a command has or inherits; `BaseCommand` has an empty one. */
export function commandHelp({ hierarchy, evaluator }: Analysis, entity: Entity): Known<string> {
  if (entity.kind !== 'class') return notKnown;
  const order = hierarchy.order(entity);
  const found = hierarchy.lookup(order, 'help', 0, lacksCommandMethods);
  if (found.kind === 'absent') return known('');
  if (found.kind !== 'found' || classConstant(hierarchy, entity, 'help') === undefined) return notKnown;
  const value = evaluator.entity(found.entity);
  return isString(value) ? known(value.value) : notKnown;
}
