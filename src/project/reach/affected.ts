import type { Command } from '../../core/commands.ts';
import type { Invocation } from '../../core/invocation.ts';
import type { FilePath } from '../../core/location.ts';
import type { ModuleIndex } from '../imports/module-index.ts';
import { isOutsideProgram } from '../outside-program.ts';
import type { Sources } from '../sources.ts';
import { ImportedFiles } from './import-closure.ts';

/** Django imports these itself before any command runs. */
const startsWithDjango = /(^|\/)((\w+_)?settings|apps|celery|models)(\.py$|\/)/;
/** What is installed is part of every command. */
const dependencies =
  /(^|\/)(pyproject\.toml|setup\.(py|cfg)|Pipfile|[^/]*requirements[^/]*\.(txt|in)|requirements\/[^/]*|[^/]*\.lock)$/;
/** A name that is computed may be that of any module. */
const importsByName = /\b(import_module|import_string|__import__)\(\s*(?!(["'])[^"']*\2\s*[,)])/;

export interface AffectedRequest {
  /** Files of any kind, of now or before. */
  readonly changed: readonly FilePath[];
  /** Files and folders that belong to every command: configuration, simulated answers. */
  readonly shared: readonly FilePath[];
  readonly sources: Sources;
  readonly modules: ModuleIndex;
  /** Undefined where it cannot be told. */
  readonly childrenOf: (command: Command) => readonly Invocation[] | undefined;
}

/**
 * Whether changes of files can make a command behave in another way: because it imports them over however many modules,
 * starts a command that does, or because every command depends on them. In doubt it is affected.
 *
 * @remarks A file of another kind belongs to the modules of the nearest folder around it that has any.
 */
export function affectedBy({ changed, shared, sources, modules, childrenOf }: AffectedRequest) {
  const isForAll = (file: FilePath) =>
    dependencies.test(file) || shared.some((path) => file === path || file.startsWith(`${path}/`));
  if (changed.some(isForAll)) return () => true;
  const program = sources.files.filter((file) => !isOutsideProgram(file));
  const touched = new Set(
    changed.filter((file) => !isOutsideProgram(file)).flatMap((file) => touchedBy(file, program)),
  );
  if (touched.size === 0) return () => false;
  const imported = new ImportedFiles(modules);
  const isTouched = (files: Iterable<FilePath>) => withPackages(files).some((file) => touched.has(file));
  if (isTouched(imported.closure(program.filter((file) => startsWithDjango.test(file))))) return () => true;
  const computed = new Set(sources.mentioning(importsByName, program));
  return (command: Command): boolean => {
    const started = withChildren(command, childrenOf);
    if (started === undefined) return true;
    const files = imported.closure(started.map(({ file }) => file));
    return isTouched(files) || [...files].some((file) => computed.has(file));
  };
}

/** The command and all that it starts; undefined where that cannot be told. */
function withChildren(command: Command, childrenOf: AffectedRequest['childrenOf']): readonly Command[] | undefined {
  const all = new Set([command]);
  // A set grows while it is walked.
  for (const one of all) {
    const invocations = childrenOf(one);
    if (invocations === undefined) return undefined;
    for (const { children, command: name } of invocations) {
      if (children.length === 0 && name === undefined) return undefined;
      for (const child of children) all.add(child);
    }
  }
  return [...all];
}

/** Importing a module runs the packages around it. */
function withPackages(files: Iterable<FilePath>): readonly string[] {
  return [...files].flatMap((file) => {
    const folders = file.split('/').slice(0, -1);
    return [file, ...folders.map((_, index) => `${folders.slice(0, index + 1).join('/')}/__init__.py`)];
  });
}

function touchedBy(file: FilePath, program: readonly FilePath[]): readonly string[] {
  if (/\.pyi?$/.test(file)) return [file];
  for (let folder = folderOf(file); folder !== ''; folder = folderOf(folder)) {
    const beside = program.filter((other) => folderOf(other) === folder);
    if (beside.length > 0) return beside;
  }
  return [];
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
