import type { ImportFact, ImportSource } from '../../core/fact.ts';
import type { RelatedLocation, Span } from '../../core/location.ts';
import type { LayerImport } from '../../core/project-model.ts';
import type { Hierarchy } from '../classes/hierarchy.ts';
import type { ClassEntity, Entity, Module } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import type { Sources } from '../sources.ts';
import type { LayerAssignment } from './assignment.ts';

/** A module that an import leads to, with the statements on the way. */
interface Destination {
  readonly module: Module;
  readonly entity?: Entity;
  readonly chain: readonly RelatedLocation[];
}

/** Follows the imports of layered modules to other layered modules. */
export class LayerImports {
  readonly #resolver: Resolver;
  readonly #hierarchy: Hierarchy;
  readonly #layers: LayerAssignment;
  readonly #sources: Sources;

  constructor(resolver: Resolver, hierarchy: Hierarchy, layers: LayerAssignment, sources: Sources) {
    this.#resolver = resolver;
    this.#hierarchy = hierarchy;
    this.#layers = layers;
    this.#sources = sources;
  }

  read(): readonly LayerImport[] {
    return this.#sources.files.flatMap((file) => {
      const layer = this.#layers.of(file);
      const module = layer === undefined ? undefined : this.#resolver.modules.moduleOf(file);
      if (module === undefined || layer === undefined) return [];
      return module.facts.imports.flatMap((fact) => [...this.#endpoints(fact, module, layer)]);
    });
  }

  *#endpoints(fact: ImportFact, module: Module, layer: string): Generator<LayerImport> {
    const first = this.#destination(fact, module);
    if (first === undefined || first.module === module) return;
    const seen = new Set([module, first.module]);
    let frontier: readonly Destination[] = [first];
    for (let direct = true; frontier.length > 0; direct = false) {
      const beyond: Destination[] = [];
      for (const destination of frontier) {
        const target = this.#layers.of(destination.module.file);
        if (target === undefined) beyond.push(...this.#beyond(destination, seen));
        else {
          yield {
            from: { module: module.name, layer },
            to: { module: destination.module.name, layer: target },
            at: module.locate(fact),
            typeOnly: fact.typeOnly,
            chain: destination.chain,
            direct,
            ...this.#symbol(direct ? destination.entity : undefined),
          };
        }
      }
      frontier = beyond;
    }
  }

  /** What a module without a layer imports when it is imported itself. */
  #beyond({ module, chain }: Destination, seen: Set<Module>): readonly Destination[] {
    if (this.#layers.isShared(module.file) || module.isPackage) return [];
    return module.facts.imports.flatMap((fact): readonly Destination[] => {
      if (fact.local || fact.typeOnly || fact.via === 'call') return [];
      const next = this.#destination(fact, module);
      if (next === undefined || seen.has(next.module)) return [];
      seen.add(next.module);
      return [{ ...next, chain: [...chain, ...next.chain] }];
    });
  }

  /** The module that defines what is imported, over the packages that re-export it. */
  #destination(fact: ImportFact, importer: Module): Destination | undefined {
    const origin = this.#origin(fact.source, importer);
    const step = (module: Module, span: Span, target: Module): RelatedLocation => ({
      ...module.locate(span),
      message: `\`${module.name}\` imports \`${target.name}\``,
    });
    if (fact.name === null || fact.name === '*') {
      return origin === undefined ? undefined : { module: origin, chain: [step(importer, fact, origin)] };
    }
    const entity = this.#resolver.imported(fact.source, fact.name, importer);
    const definer = entity.kind === 'external' || entity.kind === 'unknown' ? origin : entity.module;
    if (definer === undefined) return undefined;
    const chain: RelatedLocation[] = [];
    let current: {
      readonly module: Module;
      readonly source: ImportSource;
      readonly name: string;
      readonly span: Span;
    } = {
      module: importer,
      source: fact.source,
      name: fact.name,
      span: fact,
    };
    for (;;) {
      const next = this.#origin(current.source, current.module);
      const { name } = current;
      const through = next === undefined || next === definer ? undefined : next.facts.scope.bindings.get(name)?.at(-1);
      chain.push(step(current.module, current.span, next ?? definer));
      // `NAME = Other` is the module's own name, not a re-export.
      if (next !== undefined && through?.kind === 'value') return { module: next, entity, chain };
      if (next === undefined || through?.kind !== 'imported' || chain.length > maximumChain) break;
      current = { module: next, source: through.source, name: through.name, span: through };
    }
    return { module: definer, entity, chain };
  }

  #origin(source: ImportSource, importer: Module): Module | undefined {
    const name = this.#resolver.modules.absolute(source, importer);
    return name === undefined ? undefined : this.#resolver.modules.module(name);
  }

  #symbol(entity: Entity | undefined): Pick<LayerImport, 'symbol'> {
    if (entity?.kind !== 'class') return {};
    return { symbol: { id: entity.symbol, exception: this.#isException(entity) } };
  }

  #isException(entity: ClassEntity): boolean {
    return this.#hierarchy.derivesFrom(entity, (name) => /(Exception|Error|Warning)$/.test(name));
  }
}

/** Re-exports of re-exports; more is a cycle. */
const maximumChain = 20;
