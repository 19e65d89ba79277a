import picomatch from 'picomatch';
import { globProblem } from '../core/glob-limit.ts';
import type { Selector } from './configuration.ts';

/** A rule as far as selecting goes. */
export interface SelectableRule {
  readonly id: string;
  readonly family: string;
}

/** From the most general to the most specific: what a later kind says wins over an earlier one. */
export const selectorKinds = ['all', 'family', 'glob', 'id'] as const;
export type SelectorKind = (typeof selectorKinds)[number];

/** Ids and families never look alike: what is no id is a family. */
export function selectorKind(selector: Selector, ids: ReadonlySet<string>): SelectorKind {
  if (selector === 'ALL') return 'all';
  if (isGlob(selector)) return 'glob';
  return ids.has(selector) ? 'id' : 'family';
}

export function isGlob(selector: Selector): boolean {
  return /[*?[{!(]/.test(selector);
}

/** Does the selector stand for something that is called so? */
export function matcherOf(selector: Selector): (idOrFamily: string) => boolean {
  if (selector === 'ALL') return () => true;
  if (!isGlob(selector)) return (idOrFamily) => idOrFamily === selector;
  // Nobody means so many wildcards, and trying them takes for ever.
  if (globProblem(selector) !== undefined) return () => false;
  const matches = picomatch(selector);
  // Wrapped: given to `some`, it would take the index for an option.
  return (idOrFamily) => matches(idOrFamily);
}

/** The ids that selectors stand for. */
export function expandSelectors(selectors: readonly Selector[], rules: readonly SelectableRule[]): ReadonlySet<string> {
  const matchers = selectors.map(matcherOf);
  const matching = rules.filter((rule) => matchers.some((matches) => matches(rule.id) || matches(rule.family)));
  return new Set(matching.map((rule) => rule.id));
}
