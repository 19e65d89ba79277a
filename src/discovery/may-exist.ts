import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isIgnored, rulesWithin } from './gitignore.ts';

/**
 * Whether `import` may find something at a path (without suffix, relative to the root) that is not among the files:
 * excluded, compiled, ignored by git because a build makes it, or in a submodule that was not checked out.
 */
export function mayExist(root: string, path: string): boolean {
  if (existsSync(join(root, path)) || namesIn(join(root, dirname(path))).some((name) => isModule(name, basename(path))))
    return true;
  return isIgnoredWithin(root, path) || submodules(root).some((module) => `${path}/`.startsWith(`${module}/`));
}

/** Paths of git's submodules. */
function submodules(root: string): readonly string[] {
  const file = join(root, '.gitmodules');
  if (!existsSync(file)) return [];
  return [...readFileSync(file, 'utf8').matchAll(/^\s*path\s*=\s*(\S+?)\/?\s*$/gm)].flatMap(([, path]) => path ?? []);
}

/** `speed.py`, `speed.cpython-312-x86_64-linux-gnu.so`, `speed.pyx` … */
function isModule(file: string, name: string): boolean {
  return file.startsWith(`${name}.`) && /\.(py|pyi|pyc|pyx|so|pyd)$/.test(file);
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The path as a module or package, or a folder that it is in: each by the `.gitignore` files above it. */
function isIgnoredWithin(root: string, path: string): boolean {
  const rules = rulesWithin(root, dirname(path));
  return rules === 'ignored' || isIgnored(rules, path, true) || isIgnored(rules, `${path}.py`, false);
}
