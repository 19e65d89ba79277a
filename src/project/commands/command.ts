import type { Known } from '../../core/known.ts';
import type { FilePath, Location, SymbolId } from '../../core/location.ts';
import type { Command, OmittedBase, OptionPlace, OptionSet, SyncCommand } from '../../core/commands.ts';
import type { ClassEntity, Module } from '../entity.ts';

/** How the parts of a command are computed that take time. */
export interface CommandParts {
  /** Remembered by whoever computes them. */
  readonly options: () => OptionSet;
  readonly help: () => Known<string>;
  readonly omittedBases: (options: OptionSet) => readonly OmittedBase[];
  readonly optionPlaces: (options: OptionSet) => readonly OptionPlace[];
}

/** A command whose options are computed when somebody asks for them. */
export class CommandEntity implements Command {
  readonly name: string;
  readonly module: SymbolId;
  readonly file: FilePath;
  readonly at: Location;
  readonly bases: Command['bases'];
  readonly #compute: CommandParts;
  #isAsked = false;
  #help: Known<string> | undefined;
  #omittedBases: readonly OmittedBase[] | undefined;
  #optionPlaces: readonly OptionPlace[] | undefined;

  constructor(module: Module, at: Location, bases: readonly ClassEntity[], compute: CommandParts) {
    this.name = commandName(module);
    this.module = module.name;
    this.file = module.file;
    this.at = at;
    this.bases = bases.map((base) => ({ name: base.qualifiedName, at: base.at }));
    this.#compute = compute;
  }

  get options(): OptionSet {
    this.#isAsked = true;
    return this.#compute.options();
  }

  get help(): Known<string> {
    return (this.#help ??= this.#compute.help());
  }

  get omittedBases(): readonly OmittedBase[] {
    return (this.#omittedBases ??= this.#compute.omittedBases(this.options));
  }

  get optionPlaces(): readonly OptionPlace[] {
    return (this.#optionPlaces ??= this.#compute.optionPlaces(this.options));
  }

  get isAsked(): boolean {
    return this.#isAsked;
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

  get help(): Known<string> {
    return this.#command.help;
  }

  get omittedBases(): readonly OmittedBase[] {
    return this.#command.omittedBases;
  }

  get optionPlaces(): readonly OptionPlace[] {
    return this.#command.optionPlaces;
  }
}

/** What is typed after `manage.py`: the last part of the module name. */
export function commandName(module: Module): string {
  return module.name.slice(module.name.lastIndexOf('.') + 1);
}
