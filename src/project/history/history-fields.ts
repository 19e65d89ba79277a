import type { ModelField } from '../../core/django-model.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ModelCatalogue } from '../models/catalogue.ts';
import type { HistoryModel } from './history-model.ts';

/** Fields of the history model and of what it derives from, the nearest definition of each name. */
export function historyFields(
  history: HistoryModel,
  hierarchy: Hierarchy,
  models: ModelCatalogue,
): readonly ModelField[] {
  const [entity, ...others] = history.classes();
  // Several models of that name need not agree.
  if (entity === undefined || others.length > 0) return [];
  const fields = new Map<string, ModelField>();
  for (const ancestor of hierarchy.order(entity)) {
    if (ancestor.kind !== 'class') continue;
    for (const field of models.model(ancestor.class).fields) if (!fields.has(field.name)) fields.set(field.name, field);
  }
  return [...fields.values()];
}
