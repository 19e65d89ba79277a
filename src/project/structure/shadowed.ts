import { filePath, symbolId, type FilePath } from '../../core/location.ts';
import type { Shadowed } from '../../core/shadowed.ts';
import type { Module } from '../entity.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Sources } from '../sources.ts';
import { repeatedNames } from './repeated-names.ts';

/** Everything in the program that something of the same name takes the place of. */
export function readShadowed(
  sources: Sources,
  modules: ModuleIndex,
  repeating: readonly FilePath[],
): readonly Shadowed[] {
  const files = new Set(sources.files);
  const beside = sources.files.filter(inProgram).flatMap((file): readonly Shadowed[] => {
    const folder = filePath(file.replace(/\.py$/, '/__init__.py'));
    const module = files.has(folder) && !startedByName.test(file) ? modules.moduleOf(file) : undefined;
    return module === undefined || isScript(module)
      ? []
      : [{ kind: 'module', module: module.name, file, package: folder }];
  });
  return [...beside, ...repeating.flatMap((file) => definitionsIn(modules.moduleOf(file)))];
}

/** Files that may define a name twice in one block. */
export function filesRepeatingNames(sources: Sources): readonly FilePath[] {
  return sources.mentioning(repeatedNames).filter(inProgram);
}

function inProgram(file: FilePath): boolean {
  return file.endsWith('.py') && !isOutsideProgram(file);
}

function definitionsIn(module: Module | undefined): readonly Shadowed[] {
  // Around a syntax error a block may have lost its beginning or its end.
  if (module === undefined || module.errorLine !== undefined) return [];
  return module.facts.redefinitions.map(({ form, name, earlier, later }) => ({
    kind: 'definition',
    form,
    name,
    symbol: symbolId(`${module.name}.${name}`),
    at: module.locate(earlier),
    by: module.locate(later),
  }));
}

/** Started by their file name, whatever package stands beside them. */
const startedByName = /(^|\/)(setup|manage|conftest|noxfile|fabfile)\.py$/;

/** Has a line for the shell, or a part that runs when it is started. */
function isScript({ facts }: Module): boolean {
  return facts.comments.some(({ text }) => text.startsWith('#!')) || facts.startsAsScript;
}
