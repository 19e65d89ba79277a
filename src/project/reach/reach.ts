import type { CorrectnessScope } from '../../core/correctness.ts';
import type { FilePath } from '../../core/location.ts';
import type { Module } from '../entity.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { isOutsideProgram } from '../outside-program.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import type { Sources } from '../sources.ts';
import { ImportedFiles } from './import-closure.ts';
import { LoadedModels } from './loaded-models.ts';

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
  readonly #imported: ImportedFiles;
  readonly #files: Memo<CorrectnessScope, readonly FilePath[]>;

  constructor(sources: Sources, modules: ModuleIndex, commands: () => readonly FilePath[], recorder?: Recorder) {
    this.#imported = new ImportedFiles(modules, recorder);
    this.#files = new Memo(recorder);
    this.#sources = sources;
    this.#modules = modules;
    this.#commands = commands;
  }

  files(scope: CorrectnessScope): readonly FilePath[] {
    return this.#files.get(scope, () => {
      const files =
        scope === 'project' ? this.#sources.files.filter((file) => !isOutsideProgram(file)) : this.#closure();
      return files.filter((file) => file.endsWith('.py') && !this.#isShadowed(file));
    });
  }

  modules(scope: CorrectnessScope): readonly Module[] {
    return this.files(scope).flatMap((file) => this.#modules.moduleOf(file) ?? []);
  }

  #closure(): readonly FilePath[] {
    const reached = this.#imported.closure(this.#commands());
    for (const file of new LoadedModels(this.#sources).files()) reached.add(file);
    return [...reached].sort();
  }

  /** A module beside a package of its name is never imported. */
  #isShadowed(file: FilePath): boolean {
    return this.#modules.fileOf(this.#modules.nameOf(file), file) !== file;
  }
}
