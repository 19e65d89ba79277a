import { startOfFile, symbolId, type SymbolId } from '../../core/location.ts';
import type { HistoryPolicy } from '../../core/policy.ts';
import type { Unresolved } from '../../core/unresolved.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import type { ModelCatalogue } from '../models/catalogue.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';

interface Found {
  readonly classes: readonly ClassEntity[];
  /** The classes and their bases. */
  readonly related: ReadonlySet<SymbolId>;
  readonly unresolved: readonly Unresolved[];
}

/** The configured history model: a dotted name, Django's `app_label.Model`, or a bare class name that any module may define. */
export class HistoryModel {
  readonly #name: string | undefined;
  readonly #resolver: Resolver;
  readonly #hierarchy: Hierarchy;
  readonly #models: ModelCatalogue;
  readonly #found: Memo<'history', Found>;

  constructor(
    policy: HistoryPolicy,
    resolver: Resolver,
    hierarchy: Hierarchy,
    models: ModelCatalogue,
    recorder?: Recorder,
  ) {
    this.#found = new Memo(recorder);
    this.#name = policy.model;
    this.#resolver = resolver;
    this.#hierarchy = hierarchy;
    this.#models = models;
  }

  /** Class name without its module; undefined when no history is configured. */
  get className(): string | undefined {
    return this.#name?.slice(this.#name.lastIndexOf('.') + 1);
  }

  /** The history itself, or one of its bases: their fields are its fields. */
  is(symbol: SymbolId): boolean {
    if (symbol === symbolId(this.#name ?? '')) return true;
    // A name that leads nowhere is a mistake of the configuration, not of the model that it means.
    if (this.classes().length === 0) return symbol.slice(symbol.lastIndexOf('.') + 1) === this.className;
    return this.#find().related.has(symbol);
  }

  /** The classes that the configured name stands for, re-exports followed. */
  classes(): readonly ClassEntity[] {
    return this.#find().classes;
  }

  /** What could not be told about the configured name. */
  get unresolved(): readonly Unresolved[] {
    return this.#find().unresolved;
  }

  #find(): Found {
    return this.#found.get('history', () => {
      const { classes, unresolved = [] } = this.#look();
      const orders = classes.flatMap((entity) => this.#hierarchy.order(entity));
      return {
        classes,
        unresolved,
        related: new Set(orders.flatMap((one) => (one.kind === 'class' ? one.class.symbol : []))),
      };
    });
  }

  #look(): Pick<Found, 'classes'> & Partial<Found> {
    const { className } = this;
    if (this.#name === undefined || className === undefined) return { classes: [] };
    if (!this.#name.includes('.')) return { classes: this.#named(className) };
    const entity = this.#resolver.dotted(this.#name);
    if (entity.kind === 'class') return { classes: [entity] };
    const [app = '', ...rest] = this.#name.split('.');
    const byLabel = rest.length === 1 ? this.#inApp(app, className) : undefined;
    if (byLabel !== undefined) return { classes: [byLabel] };
    const reason = `\`history.model\` is \`${this.#name}\`, which is no class of the project`;
    const unresolved = this.#named(className).map(({ module, symbol }) => ({
      ...startOfFile(module.file),
      reason,
      subject: symbol,
    }));
    return { classes: [], unresolved };
  }

  /** `app_label.Model`, as `apps.get_model` and foreign keys have it. */
  #inApp(app: string, className: string): ClassEntity | undefined {
    const entity = this.#resolver.dotted(`${app}.models.${className}`);
    if (entity.kind === 'class') return entity;
    const [only, ...others] = this.#named(className).filter(({ module }) => module.name.split('.').includes(app));
    return others.length === 0 ? only : undefined;
  }

  #named(className: string): readonly ClassEntity[] {
    return this.#models.inFilesWith(className).filter((entity) => entity.definition.name === className);
  }
}
