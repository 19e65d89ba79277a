import type { ImportFact } from '../../core/fact.ts';
import { filePath, type FilePath } from '../../core/location.ts';
import type { LayerImport } from '../../core/layer-import.ts';
import type { Unresolved } from '../../core/unresolved.ts';
import type { Entity, Module } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import type { Sources } from '../sources.ts';
import type { LayerAssignment } from './assignment.ts';
import { destinationOf, isLost, type Destination } from './destinations.ts';
import type { SharedNames } from './shared-names.ts';

/** Follows the imports of layered modules to other layered modules. */
export class LayerImports {
  /** Imports of modules of the project that are not there. */
  readonly unresolved: Unresolved[] = [];
  readonly #resolver: Resolver;
  readonly #shared: SharedNames;
  readonly #layers: LayerAssignment;
  readonly #sources: Sources;

  constructor(resolver: Resolver, shared: SharedNames, layers: LayerAssignment, sources: Sources) {
    this.#resolver = resolver;
    this.#shared = shared;
    this.#layers = layers;
    this.#sources = sources;
  }

  read(): readonly LayerImport[] {
    const files = new Set(this.#sources.files);
    // A stub says again what its module says.
    const isStub = (file: FilePath): boolean => file.endsWith('.pyi') && files.has(filePath(file.slice(0, -1)));
    return this.#sources.files.flatMap((file) => {
      const layer = isStub(file) ? undefined : this.#layers.of(file);
      const module = layer === undefined ? undefined : this.#resolver.modules.moduleOf(file);
      return module === undefined || layer === undefined ? [] : this.#ofModule(module, layer);
    });
  }

  /** `from x import A, A as B` and `from x import f, g` say one thing each. */
  #ofModule(module: Module, layer: string): readonly LayerImport[] {
    const found = new Map<string, LayerImport>();
    for (const fact of module.facts.imports) {
      if (fact.asScript === true) continue;
      for (const one of this.#endpoints(fact, module, layer)) {
        const key = `${fact.start} ${one.to.module} ${one.symbol ?? ''} ${one.direct} ${one.typeOnly} ${one.sharable}`;
        if (!found.has(key)) found.set(key, one);
      }
    }
    return [...found.values()];
  }

  *#endpoints(fact: ImportFact, module: Module, layer: string): Generator<LayerImport> {
    const first = destinationOf(fact, module, this.#resolver);
    if (first === undefined) this.#report(fact, module);
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
            sharable: direct && this.#shared.onlyTakenBy(fact, module, destination.module, destination.entity),
            ...symbolOf(direct ? destination.entity : undefined),
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
      if (fact.local || fact.typeOnly || fact.asScript === true || fact.via === 'call') return [];
      const next = destinationOf(fact, module, this.#resolver);
      if (next === undefined || seen.has(next.module)) return [];
      seen.add(next.module);
      return [{ ...next, chain: [...chain, ...next.chain] }];
    });
  }

  #report(fact: ImportFact, module: Module): void {
    if (!isLost(fact, module, this.#resolver)) return;
    const name = `${'.'.repeat(fact.source.level)}${fact.source.module}`;
    const reason = `imports something of \`${name}\` that the project does not have`;
    this.unresolved.push({ ...module.locate(fact), reason, subject: module.name });
  }
}

function symbolOf(entity: Entity | undefined): Pick<LayerImport, 'symbol'> {
  return entity?.kind === 'class' ? { symbol: entity.symbol } : {};
}
