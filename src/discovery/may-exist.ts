import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isIgnored, readIgnoreFile, rulesWithin } from './gitignore.ts';

/** What lies in the folders of a project, at paths relative to its root. */
export interface Folders {
  /** A file or a folder. */
  exists(path: string): boolean;
  /** Names in a folder; none where there is no such folder. */
  namesIn(folder: string): readonly string[];
  /** Undefined for a file that cannot be read. */
  text(path: string): string | undefined;
}

export function foldersOnDisk(root: string): Folders {
  return {
    exists: (path) => existsSync(join(root, path)),
    namesIn: (folder) => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []),
    text: (path) => readIgnoreFile(join(root, path)),
  };
}

/**
 * Whether `import` may find something at a path (without suffix, relative to the root) that is not among the files:
 * excluded, compiled, ignored by git because a build makes it, or in a submodule that was not checked out.
 */
export function mayExist(folders: Folders, path: string): boolean {
  if (folders.exists(path) || folders.namesIn(dirname(path)).some((name) => isModule(name, basename(path))))
    return true;
  return isIgnoredWithin(folders, path) || submodules(folders).some((module) => `${path}/`.startsWith(`${module}/`));
}

/** Paths of git's submodules. */
function submodules(folders: Folders): readonly string[] {
  const text = folders.text('.gitmodules') ?? '';
  return [...text.matchAll(/^\s*path\s*=\s*(\S+?)\/?\s*$/gm)].flatMap(([, path]) => path ?? []);
}

/** `speed.py`, `speed.cpython-312-x86_64-linux-gnu.so`, `speed.pyx` … */
function isModule(file: string, name: string): boolean {
  return file.startsWith(`${name}.`) && /\.(py|pyi|pyc|pyx|so|pyd)$/.test(file);
}

/** The path as a module or package, or a folder that it is in: each by the `.gitignore` files above it. */
function isIgnoredWithin(folders: Folders, path: string): boolean {
  const rules = rulesWithin((file) => folders.text(file), dirname(path));
  return rules === 'ignored' || isIgnored(rules, path, true) || isIgnored(rules, `${path}.py`, false);
}
