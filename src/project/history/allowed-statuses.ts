import type { ModelField } from '../../core/django-model.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { Unresolved } from '../../core/unresolved.ts';
import { isModelBase } from '../classes/django.ts';
import type { ClassEntity } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import type { ModelCatalogue } from '../models/catalogue.ts';
import type { HistoryModel } from './history-model.ts';

interface Allowed {
  /** Empty: unknown, nothing can be said. */
  readonly statuses: readonly string[];
  /** The empty string may be stored. */
  readonly empty: boolean;
}

const nothing: Allowed = { statuses: [], empty: true };

/** What the status of the history may be. */
export class AllowedStatuses {
  /** What could not be told, once somebody asked. */
  readonly unresolved: Unresolved[] = [];
  readonly #history: HistoryModel;
  readonly #hierarchy: Hierarchy;
  readonly #resolver: Resolver;
  readonly #models: ModelCatalogue;
  readonly #configured: readonly string[];

  constructor(
    history: HistoryModel,
    hierarchy: Hierarchy,
    resolver: Resolver,
    models: ModelCatalogue,
    configured: readonly string[],
  ) {
    this.#history = history;
    this.#hierarchy = hierarchy;
    this.#resolver = resolver;
    this.#models = models;
    this.#configured = configured;
  }

  read(): Allowed {
    const classes = this.#history.classes();
    const [first = { ...nothing, statuses: this.#configured }, ...others] = classes.map((entity) => this.#of(entity));
    const known = [...first.statuses].sort().join('\0');
    if (others.every(({ statuses }) => [...statuses].sort().join('\0') === known)) return first;
    for (const entity of classes)
      this.#report(entity, 'several models have the name of the history, with different statuses');
    return nothing;
  }

  #of(entity: ClassEntity): Allowed {
    const field = this.#field(entity);
    const empty = field?.mayBeEmpty === true;
    if (field?.choices === undefined) {
      // Only a text field without choices takes any text; what a configuration says of it is all that is known.
      if (field !== undefined && isTextField(field.type)) return { statuses: this.#configured, empty };
    } else if (field.choices !== 'unreadable') return { statuses: field.choices, empty };
    this.#report(entity, 'the choices of its `status` cannot be read');
    return nothing;
  }

  #report(entity: ClassEntity, reason: string): void {
    this.unresolved.push({ ...entity.at, reason, subject: entity.symbol });
  }

  /** The field of the model or of the base that it inherits it from; undefined where anybody else may define it. */
  #field(entity: ClassEntity): ModelField | undefined {
    for (const ancestor of this.#hierarchy.order(entity)) {
      if (ancestor.kind === 'unknown') return undefined;
      if (ancestor.kind === 'external') {
        if (isModelBase(ancestor.name) || /^(builtins|abc|typing)\./.test(ancestor.name)) continue;
        return undefined;
      }
      const bound = this.#resolver.ofClass(ancestor.class, 'status');
      if (bound === undefined) continue;
      const { fields } = this.#models.model(ancestor.class);
      return bound.kind === 'value' ? fields.find(({ name }) => name === 'status') : undefined;
    }
    return undefined;
  }
}

function isTextField(type: string): boolean {
  return /^django\.(contrib\.gis\.)?db\.models\.(fields\.)?(Char|Text|Slug)Field$/.test(type);
}
