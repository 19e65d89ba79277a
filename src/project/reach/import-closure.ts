import type { FilePath } from '../../core/location.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { isOutsideProgram } from '../outside-program.ts';
import { Memo } from '../remembering/memo.ts';
import type { Recorder } from '../remembering/recorder.ts';
import { haveSameItems } from '../same-items.ts';

/** What files of the program import. */
export class ImportedFiles {
  readonly #modules: ModuleIndex;
  readonly #known: Memo<FilePath, readonly FilePath[]>;

  constructor(modules: ModuleIndex, recorder?: Recorder) {
    this.#modules = modules;
    this.#known = new Memo(recorder);
  }

  /** The files themselves, and all that they import, over however many modules. */
  closure(start: readonly FilePath[]): Set<FilePath> {
    const reached = new Set(start);
    // A set grows while it is walked.
    for (const file of reached) for (const imported of this.#by(file)) reached.add(imported);
    return reached;
  }

  #by(file: FilePath): readonly FilePath[] {
    return this.#known.getSettled(file, () => importedBy(file, this.#modules), haveSameItems);
  }
}

function importedBy(file: FilePath, modules: ModuleIndex): readonly FilePath[] {
  const module = modules.moduleOf(file);
  return (module?.facts.imports ?? []).flatMap(({ source, name, typeOnly, asScript }): readonly FilePath[] => {
    const from = module === undefined || typeOnly || asScript === true ? undefined : modules.absolute(source, module);
    if (from === undefined) return [];
    const targets = [from, ...(name === null ? [] : [`${from}.${name}`])];
    const files = targets.flatMap((target) => modules.fileOf(target, file) ?? []);
    return files.filter((target) => !isOutsideProgram(target));
  });
}
