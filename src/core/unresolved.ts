import type { Location, SymbolId } from './location.ts';

/** A place that the analysis could not see through: counted, listed, never a finding. */
export interface Unresolved extends Location {
  readonly reason: string;
  readonly subject: SymbolId;
}
