import type { FilePath } from '../../core/location.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { isOutsideProgram } from '../outside-program.ts';

/** The files themselves, and all that they import, over however many modules. */
export function importClosure(start: Iterable<FilePath>, modules: ModuleIndex): Set<FilePath> {
  const reached = new Set(start);
  // A set grows while it is walked.
  for (const file of reached) for (const imported of importedBy(file, modules)) reached.add(imported);
  return reached;
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
