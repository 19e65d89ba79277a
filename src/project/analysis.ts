import type { Hierarchy } from './classes/hierarchy.ts';
import type { Evaluator } from './constants/evaluator.ts';
import type { Resolver } from './imports/resolver.ts';

/** What every room of the project model builds on: names, classes, constants. */
export interface Analysis {
  readonly resolver: Resolver;
  readonly hierarchy: Hierarchy;
  readonly evaluator: Evaluator;
}
