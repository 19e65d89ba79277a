import type { ImportFact } from '../../core/fact.ts';
import type { FilePath } from '../../core/location.ts';
import type { SystemImport } from '../../core/system.ts';
import type { CommandCatalogue } from '../commands/catalogue.ts';
import type { Module } from '../entity.ts';
import type { Resolver } from '../imports/resolver.ts';
import { destinationOf } from '../layers/destinations.ts';
import type { SystemCatalogue } from './catalogue.ts';

type Importer = SystemImport['from'];

/** Follows the imports of systems, and of commands that belong to none, to the modules of other systems. */
export class SystemImports {
  readonly #systems: SystemCatalogue;
  readonly #commands: CommandCatalogue;
  readonly #resolver: Resolver;

  constructor(systems: SystemCatalogue, commands: CommandCatalogue, resolver: Resolver) {
    this.#systems = systems;
    this.#commands = commands;
    this.#resolver = resolver;
  }

  read(): readonly SystemImport[] {
    const members = new Map(this.#commands.syncCommands().map(({ file, system }) => [file, system]));
    const importers = new Map<FilePath, Omit<Importer, 'module'>>();
    for (const { name, files } of this.#systems.all()) for (const file of files) importers.set(file, { system: name });
    for (const { file, name } of this.#commands.commands()) {
      const system = members.get(file);
      if (!importers.has(file)) importers.set(file, system === undefined ? { command: name } : { system });
    }
    return [...importers].flatMap(([file, importer]) => {
      const module = this.#resolver.modules.moduleOf(file);
      return module === undefined ? [] : this.#ofModule(module, importer, members);
    });
  }

  #ofModule(
    module: Module,
    importer: Omit<Importer, 'module'>,
    members: ReadonlyMap<FilePath, string>,
  ): readonly SystemImport[] {
    const found = new Map<string, SystemImport>();
    for (const fact of module.facts.imports) {
      if (fact.asScript === true) continue;
      const reached = this.#reached(fact, module, importer, members);
      if (reached === undefined) continue;
      // `from x import A, B` says one thing.
      const key = [module.locate(fact).region.startLine, reached.to.module, reached.typeOnly].join(' ');
      if (!found.has(key)) found.set(key, reached);
    }
    return [...found.values()];
  }

  #reached(
    fact: ImportFact,
    module: Module,
    importer: Omit<Importer, 'module'>,
    members: ReadonlyMap<FilePath, string>,
  ): SystemImport | undefined {
    const destination = destinationOf(fact, module, this.#resolver);
    if (destination === undefined) return undefined;
    for (const target of [destination.module, this.#named(fact, module)]) {
      const owner = target === undefined ? undefined : this.#systems.packageOf(target.file);
      const system = owner ?? (target === undefined ? undefined : members.get(target.file));
      if (target === undefined || system === undefined || system === importer.system) continue;
      return {
        from: { module: module.name, ...importer },
        to: { module: target.name, system, inPackage: owner !== undefined },
        at: module.locate(fact),
        typeOnly: fact.typeOnly,
        chain: destination.chain,
      };
    }
    return undefined;
  }

  /** The module that stands in the statement: a package may re-export what somebody else defines. */
  #named({ source }: ImportFact, importer: Module): Module | undefined {
    const { modules } = this.#resolver;
    const name = modules.absolute(source, importer);
    return name === undefined ? undefined : modules.module(name, importer.file);
  }
}
