import { known, notKnown, type Known } from '../../core/known.ts';
import type { Analysis } from '../analysis.ts';
import { lacksCommandMethods } from '../classes/django.ts';
import { namesAssignedToSelf } from '../classes/self-assignments.ts';
import { isString } from '../constants/value.ts';
import type { ClassEntity } from '../entity.ts';

/** The `help` that a command has or inherits; `BaseCommand` has an empty one. */
export function commandHelp({ hierarchy, evaluator }: Analysis, entity: ClassEntity): Known<string> {
  const order = hierarchy.order(entity);
  const ownClasses = order.flatMap((ancestor) => (ancestor.kind === 'class' ? [ancestor.class] : []));
  const perInstance = ownClasses.some((owner) => namesAssignedToSelf(owner).has('help'));
  // What stands around a syntax error, or what a decorator does to a class, cannot be seen.
  const certain = ownClasses.every(
    ({ module, definition }) => module.errorLine === undefined && definition.decorators.length === 0,
  );
  if (perInstance || !certain) return notKnown;
  const found = hierarchy.lookup(order, 'help', 0, lacksCommandMethods);
  if (found.kind === 'absent') return known('');
  const value = found.kind === 'found' ? evaluator.entity(found.entity) : undefined;
  return value !== undefined && isString(value) ? known(value.value) : notKnown;
}
