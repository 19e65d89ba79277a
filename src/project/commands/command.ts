import type { FilePath, Location, SymbolId } from '../../core/location.ts';
import type { Command, OptionSet, SyncCommand } from '../../core/commands.ts';
import type { ClassEntity, Module } from '../entity.ts';

/** A command whose options are computed when somebody asks for them. */
export class CommandEntity implements Command {
  readonly name: string;
  readonly module: SymbolId;
  readonly file: FilePath;
  readonly at: Location;
  readonly bases: Command['bases'];
  readonly #compute: () => OptionSet;
  #options: OptionSet | undefined;

  constructor(module: Module, at: Location, bases: readonly ClassEntity[], compute: () => OptionSet) {
    this.name = commandName(module);
    this.module = module.name;
    this.file = module.file;
    this.at = at;
    this.bases = bases.map((base) => ({ name: base.qualifiedName, at: base.at }));
    this.#compute = compute;
  }

  get options(): OptionSet {
    return (this.#options ??= this.#compute());
  }

  get isAsked(): boolean {
    return this.#options !== undefined;
  }
}

/** A command as a member of its system. */
export class SystemMember implements SyncCommand {
  readonly system: string;
  readonly #command: CommandEntity;

  constructor(command: CommandEntity, system: string) {
    this.#command = command;
    this.system = system;
  }

  get kind(): SyncCommand['kind'] {
    return this.name.endsWith('_all') ? 'orchestrator' : 'entity';
  }

  get name(): string {
    return this.#command.name;
  }

  get module(): SymbolId {
    return this.#command.module;
  }

  get file(): FilePath {
    return this.#command.file;
  }

  get at(): Location {
    return this.#command.at;
  }

  get bases(): Command['bases'] {
    return this.#command.bases;
  }

  get options(): OptionSet {
    return this.#command.options;
  }
}

/** What is typed after `manage.py`: the last part of the module name. */
export function commandName(module: Module): string {
  return module.name.slice(module.name.lastIndexOf('.') + 1);
}
