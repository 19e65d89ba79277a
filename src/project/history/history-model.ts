import { symbolId, type SymbolId } from '../../core/location.ts';
import type { HistoryPolicy } from '../../core/policy.ts';
import type { ClassEntity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import type { ModelCatalogue } from '../models/catalogue.ts';

/** The configured history model: a dotted name, or a bare class name that any module may define. */
export class HistoryModel {
  readonly #name: string | undefined;
  readonly #resolver: Resolver;
  readonly #models: ModelCatalogue;
  #classes: readonly ClassEntity[] | undefined;

  constructor(policy: HistoryPolicy, resolver: Resolver, models: ModelCatalogue) {
    this.#name = policy.model;
    this.#resolver = resolver;
    this.#models = models;
  }

  /** Class name without its module; undefined when no history is configured. */
  get className(): string | undefined {
    return this.#name?.slice(this.#name.lastIndexOf('.') + 1);
  }

  is(symbol: SymbolId): boolean {
    return this.classes().some((entity) => entity.symbol === symbol) || symbol === symbolId(this.#name ?? '');
  }

  /** The classes that the configured name stands for, re-exports followed. */
  classes(): readonly ClassEntity[] {
    return (this.#classes ??= this.#find());
  }

  #find(): readonly ClassEntity[] {
    const { className } = this;
    if (this.#name === undefined || className === undefined) return [];
    if (this.#name.includes('.')) {
      const entity = this.#resolver.dotted(this.#name);
      return entity.kind === 'class' ? [entity] : [];
    }
    const mention = new RegExp(`\\bclass\\s+${className}\\b`);
    return this.#models.classesMentioning(mention).filter((entity) => entity.definition.name === className);
  }
}
