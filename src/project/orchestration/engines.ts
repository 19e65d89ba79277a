import type { CommandRun } from '../../core/command-run.ts';
import type { SymbolId } from '../../core/location.ts';
import type { LayerPolicy } from '../../core/policy.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { Resolver } from '../imports/resolver.ts';
import type { LayerAssignment } from '../layers/assignment.ts';

/** The layer below the commands, by the name that the configuration gives it. */
const engineLayer = 'engine';

/** Tells engines from other classes: by the standard class that they derive from, or by the layer of their file. */
export class Engines {
  readonly #resolver: Resolver;
  readonly #hierarchy: Hierarchy;
  readonly #layers: LayerAssignment;
  readonly #standard: ReadonlyMap<string, string>;
  readonly #known = new Map<SymbolId, boolean>();

  constructor(resolver: Resolver, hierarchy: Hierarchy, layers: LayerAssignment, { classes }: LayerPolicy) {
    this.#resolver = resolver;
    this.#hierarchy = hierarchy;
    this.#layers = layers;
    this.#standard = new Map(Object.entries(classes));
  }

  of({ events }: CommandRun): readonly SymbolId[] {
    const made = events.flatMap((event) => (event.kind === 'creation' ? [event.class] : []));
    return [...new Set(made)].filter((symbol) => this.#isEngine(symbol));
  }

  #isEngine(symbol: SymbolId): boolean {
    let known = this.#known.get(symbol);
    if (known === undefined) {
      known = this.#tell(symbol);
      this.#known.set(symbol, known);
    }
    return known;
  }

  #tell(symbol: SymbolId): boolean {
    const entity = this.#resolver.dotted(symbol);
    if (entity.kind !== 'class') return false;
    const standard = this.#hierarchy
      .order(entity)
      .map((ancestor) => (ancestor.kind === 'class' ? this.#standard.get(ancestor.class.definition.name) : undefined))
      .find((layer) => layer !== undefined);
    if (standard !== undefined) return standard === engineLayer;
    // Data and errors that stand beside the engines are none.
    const isData = entity.definition.decorators.length > 0;
    const isError = this.#hierarchy.derivesFrom(entity, (name) => /(Exception|Error|Enum|NamedTuple)$/.test(name));
    return this.#layers.of(entity.module.file) === engineLayer && !isData && !isError;
  }
}
