import type { Hierarchy } from '../classes/hierarchy.ts';
import type { Evaluator } from '../constants/evaluator.ts';
import type { Resolver } from '../imports/resolver.ts';
import type { Sources } from '../sources.ts';
import type { AllowedStatuses } from './allowed-statuses.ts';
import type { HistoryModel } from './history-model.ts';
import type { RecordKinds } from '../records/record-kinds.ts';
import { StatusValues } from './status-values.ts';
import type { StatusReading } from './status-uses.ts';
import type { Subclasses } from '../records/subclasses.ts';

interface Parts {
  readonly resolver: Resolver;
  readonly hierarchy: Hierarchy;
  readonly evaluator: Evaluator;
  readonly history: HistoryModel;
  readonly kinds: RecordKinds;
  readonly subclasses: Subclasses;
}

/** What reading the statuses of the history takes. */
export function statusReading(parts: Parts, sources: Sources, allowed: AllowedStatuses): StatusReading {
  const { resolver, hierarchy, evaluator, history, kinds, subclasses } = parts;
  const { modules } = resolver;
  return {
    sources,
    modules,
    history,
    kinds,
    values: new StatusValues(evaluator, hierarchy, resolver, subclasses),
    allowed,
  };
}
