import type { Location, SymbolId } from './location.ts';

/** Input or output over a network or a database driver. */
export interface OutsideUse {
  readonly kind: 'http' | 'socket' | 'driver' | 'raw-sql';
  /** What is called, as a dotted name: `requests.Session.get`, `crm.models.Order.objects.raw`. */
  readonly name: string;
  /** The call; the first one of this kind within a function. */
  readonly at: Location;
  readonly module: SymbolId;
  readonly layer: string;
}

/** A change of the database by Django's models. */
export interface RecordWrite {
  /** The model's class name. */
  readonly model: string;
  /** `create`, `bulk_update`, `save`, … */
  readonly method: string;
  /** The call. */
  readonly at: Location;
  readonly module: SymbolId;
}
