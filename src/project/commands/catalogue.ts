import type { Command, CommandModule, SyncCommand } from '../../core/commands.ts';
import type { FilePath } from '../../core/location.ts';
import type { Policy } from '../../core/policy.ts';
import type { Analysis } from '../analysis.ts';
import type { ClassEntity, Entity, Module } from '../entity.ts';
import { nameMatcher } from '../../core/name-glob.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import type { Sources } from '../sources.ts';
import { commandName, CommandEntity, SystemMember } from './command.ts';
import { omittedBases } from './omitted-bases.ts';
import { anywhere, optionPlaces } from './option-places.ts';
import type { CommandParsers } from './parsers.ts';
import { UnseenCommand } from './unseen-command.ts';

/** The management commands of the project and what their command lines accept. */
export class CommandCatalogue {
  readonly #analysis: Analysis;
  readonly #modules: ModuleIndex;
  readonly #policy: Policy;
  readonly #parsers: CommandParsers;
  readonly #unseen: UnseenCommand;
  readonly #sources: Sources;
  readonly #files: () => readonly FilePath[];
  #found: readonly { readonly module: Module; readonly entity: Entity | undefined }[] | undefined;
  #commands: readonly CommandEntity[] | undefined;
  #syncCommands: readonly SyncCommand[] | undefined;

  /** `files`: in which there may be commands. */
  constructor(
    analysis: Analysis,
    parsers: CommandParsers,
    modules: ModuleIndex,
    policy: Policy,
    files: () => readonly FilePath[],
    sources: Sources,
  ) {
    this.#files = files;
    this.#analysis = analysis;
    this.#modules = modules;
    this.#policy = policy;
    this.#unseen = new UnseenCommand(modules, sources);
    this.#sources = sources;
    this.#parsers = parsers;
  }

  modules(): readonly CommandModule[] {
    return this.#load().map(({ module, entity }) => ({
      name: commandName(module),
      module: module.name,
      file: module.file,
      definesCommand:
        entity !== undefined && entity.kind !== 'unknown'
          ? 'yes'
          : entity !== undefined || this.#unseen.mayBeIn(module)
            ? 'unknown'
            : 'no',
    }));
  }

  commands(): readonly Command[] {
    return this.#all();
  }

  syncCommands(): readonly SyncCommand[] {
    return (this.#syncCommands ??= this.#members());
  }

  /** The class that is run; undefined where `Command` is no class that could be resolved. */
  classOf(command: Command): ClassEntity | undefined {
    const entity = this.#load().find(({ module }) => module.name === command.module)?.entity;
    return entity?.kind === 'class' ? entity : undefined;
  }

  /** The commands whose options somebody looked at. */
  asked(): readonly Command[] {
    return (this.#commands ?? []).filter((command) => command.isAsked);
  }

  #members(): readonly SyncCommand[] {
    const systems = Object.entries(this.#policy.systems).map(([name, { commands }]) => ({
      name,
      matches: nameMatcher(commands),
    }));
    return this.#all().flatMap((command): readonly SyncCommand[] => {
      const system = systems.find(({ matches }) => matches(command.name));
      return system === undefined ? [] : [new SystemMember(command, system.name)];
    });
  }

  #all(): readonly CommandEntity[] {
    return (this.#commands ??= this.#load().flatMap(({ module, entity }) =>
      entity === undefined ? [] : [this.#command(module, entity)],
    ));
  }

  #load(): readonly { readonly module: Module; readonly entity: Entity | undefined }[] {
    if (this.#found !== undefined) return this.#found;
    this.#found = this.#files().flatMap((file) => {
      const module = this.#modules.moduleOf(file);
      return module === undefined ? [] : [{ module, entity: this.#parsers.commandOf(module) }];
    });
    return this.#found;
  }

  #command(module: Module, entity: Entity): CommandEntity {
    const at = this.#parsers.place(module, entity);
    const order = entity.kind === 'class' ? this.#analysis.hierarchy.order(entity) : [];
    const bases = order.flatMap((ancestor) =>
      ancestor.kind === 'class' && ancestor.class.module !== module ? [ancestor.class] : [],
    );
    const built = () => this.#parsers.of(module);
    return new CommandEntity(module, at, bases, {
      options: () => built().options,
      help: () => this.#parsers.helpOf(entity),
      omittedBases: (options) => {
        const { building } = built();
        return entity.kind === 'class' && building !== undefined
          ? omittedBases(this.#analysis, entity, building, options)
          : [];
      },
      optionPlaces: ({ unresolved }) => {
        const { building } = built();
        const visits = building === undefined || unresolved.length > 0 ? [anywhere] : building.visits;
        const { hierarchy } = this.#analysis;
        return optionPlaces({ order, visits, hierarchy, textOf: (file) => this.#sources.text(file) });
      },
    });
  }
}
