import type { ModelField } from '../../core/django-model.ts';
import type { HistoryPolicy } from '../../core/policy.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ModelKnowledge } from '../effects/machine.ts';
import type { ClassEntity } from '../entity.ts';

/** What a run of a command has to know of the history model. */
export function historyKnowledge(
  fields: () => readonly ModelField[],
  hierarchy: Hierarchy,
  { writers }: HistoryPolicy,
): Pick<ModelKnowledge, 'historyKeeps' | 'savesItself' | 'historyWriters'> {
  return {
    historyKeeps: (field) => fields().some(({ name, automatic }) => name === field && !automatic),
    savesItself: (entity: ClassEntity) =>
      hierarchy
        .order(entity)
        .some((ancestor) => ancestor.kind === 'class' && ancestor.class.scope.bindings.has('save')),
    historyWriters: new Set(writers),
  };
}
