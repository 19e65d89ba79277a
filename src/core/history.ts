import type { Location } from './location.ts';

export interface HistoryStatuses {
  /** The model's choices, or the configured statuses where it has none; empty: unknown, nothing can be said. */
  readonly allowed: readonly string[];
  readonly uses: readonly StatusUse[];
}

export interface StatusUse {
  readonly value: string;
  /** `written` to a record, `compared` with in a look-up, `listed` beside others in a `status__in`. */
  readonly use: 'written' | 'compared' | 'listed';
  /** The literal. */
  readonly at: Location;
  /** All values of the list, for `listed`; of all alternatives, for `Q(…) | Q(…)`. */
  readonly beside: readonly string[];
}
