import type { ImportFact } from '../../core/fact.ts';
import { related, type RelatedLocation } from '../../core/location.ts';
import type { ModuleCycle, System } from '../../core/system.ts';
import type { Module } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import { destinationOf } from '../layers/destinations.ts';
import { shortestCycles } from './shortest-cycles.ts';

/**
 * The loops among the modules of a system, by what runs when these are imported.
 *
 * An import within a function waits until somebody calls it, and is how loops are cured. What a module takes from a package
 * around it is no edge either: the package is being imported already, and what it re-exports counts where it is defined.
 */
export function readCycles(systems: readonly System[], resolver: Resolver): readonly ModuleCycle[] {
  return systems.flatMap((system) => {
    const imports = new SystemGraph(system, resolver).read();
    const graph = new Map([...imports].map(([name, targets]) => [name, new Set(targets.keys())]));
    return shortestCycles(graph).map((cycle): ModuleCycle => {
      const steps = cycle.flatMap(
        (name, index) => imports.get(name)?.get(cycle[(index + 1) % cycle.length] ?? '') ?? [],
      );
      return { system: system.name, modules: steps.map(({ from }) => from.name), imports: steps.map(({ at }) => at) };
    });
  });
}

interface Edge {
  readonly from: Module;
  readonly at: RelatedLocation;
}

class SystemGraph {
  readonly #members: readonly Module[];
  readonly #names: ReadonlySet<string>;
  readonly #resolver: Resolver;

  constructor({ files }: System, resolver: Resolver) {
    this.#resolver = resolver;
    this.#members = files.flatMap((file) => resolver.modules.moduleOf(file) ?? []);
    this.#names = new Set(this.#members.map(({ name }) => name));
  }

  /** Module → module that it imports → the first statement that does. */
  read(): ReadonlyMap<string, ReadonlyMap<string, Edge>> {
    return new Map(
      this.#members.map((module) => {
        const edges = new Map<string, Edge>();
        for (const fact of module.facts.imports) {
          if (fact.local || fact.typeOnly || fact.asScript === true) continue;
          for (const target of this.#targets(fact, module)) {
            const message = `\`${module.name}\` imports \`${target.name}\``;
            if (!edges.has(target.name))
              edges.set(target.name, { from: module, at: related(module.locate(fact), message) });
          }
        }
        return [module.name, edges];
      }),
    );
  }

  /** The module that is named and the one that defines what is taken of it. */
  #targets(fact: ImportFact, module: Module): readonly Module[] {
    const destination = destinationOf(fact, module, this.#resolver);
    const { modules } = this.#resolver;
    const absolute = modules.absolute(fact.source, module);
    const named = absolute === undefined ? undefined : modules.module(absolute, module.file);
    return [named, destination?.module].flatMap((target) => {
      if (target === undefined || !this.#names.has(target.name) || isWithin(module, target)) return [];
      return target;
    });
  }
}

/** A module is within itself, too: `from . import x` in a package names the package. */
function isWithin(module: Module, target: Module): boolean {
  return module === target || (target.isPackage && module.name.startsWith(`${target.name}.`));
}
