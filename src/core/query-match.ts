import type { Location } from './location.ts';

/** A place that a query of the project's own rules has captured as `@report`. */
export interface QueryMatch {
  readonly at: Location;
  /** Name of a capture → the text that it stands for. */
  readonly captures: Readonly<Record<string, string>>;
}
