import type { CorrectnessScope } from '../../core/correctness.ts';
import type { FilePath } from '../../core/location.ts';
import type { Module } from '../entity.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { once } from '../once.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Sources } from '../sources.ts';

/** Django imports these modules of an app itself, whoever else does. */
const modelModule = /(^|\/)models(\.py$|\/)/;

/**
 * The modules that rules about correctness look at.
 *
 * A module counts as reached when a command module imports it, over however many modules: what is imported runs, and
 * what `handle` calls is among it.
 */
export class Reach {
  readonly #sources: Sources;
  readonly #modules: ModuleIndex;
  readonly #commands: () => readonly FilePath[];
  readonly #reached = once(() => this.#closure());

  constructor(sources: Sources, modules: ModuleIndex, commands: () => readonly FilePath[]) {
    this.#sources = sources;
    this.#modules = modules;
    this.#commands = commands;
  }

  files(scope: CorrectnessScope): readonly FilePath[] {
    const files = scope === 'project' ? this.#sources.files.filter((file) => !isOutsideProgram(file)) : this.#reached();
    return files.filter((file) => file.endsWith('.py') && !this.#isShadowed(file));
  }

  modules(scope: CorrectnessScope): readonly Module[] {
    return this.files(scope).flatMap((file) => this.#modules.moduleOf(file) ?? []);
  }

  #closure(): readonly FilePath[] {
    const reached = new Set(this.#commands());
    // A set grows while it is walked.
    for (const file of reached) for (const imported of this.#importedBy(file)) reached.add(imported);
    for (const file of this.#sources.files) if (modelModule.test(file) && !isOutsideProgram(file)) reached.add(file);
    return [...reached].sort();
  }

  /** A module beside a package of its name is never imported. */
  #isShadowed(file: FilePath): boolean {
    return this.#modules.fileOf(this.#modules.nameOf(file), file) !== file;
  }

  #importedBy(file: FilePath): readonly FilePath[] {
    const module = this.#modules.moduleOf(file);
    return (module?.facts.imports ?? []).flatMap(({ source, name, typeOnly }): readonly FilePath[] => {
      const from = module === undefined || typeOnly ? undefined : this.#modules.absolute(source, module);
      if (from === undefined) return [];
      const targets = [from, ...(name === null ? [] : [`${from}.${name}`])];
      const files = targets.flatMap((target) => this.#modules.fileOf(target, file) ?? []);
      return files.filter((target) => !isOutsideProgram(target));
    });
  }
}
