import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { exclusionOf } from './exclusion.ts';
import { isIgnored, readIgnoreFile, rulesWithin } from './gitignore.ts';

/** Whether a path (relative to the root, with `/`) is left out by patterns of `exclude` or by `.gitignore` files. */
export type LeftOut = (path: string, isFolder: boolean) => boolean;

/**
 * Tells it for single paths, whether they exist or not.
 *
 * @remarks By the files alone: what git leaves out for other reasons (`.git/info/exclude`) is not known here.
 */
export function leftOutOf(root: string, exclude: readonly string[], respectGitignore: boolean): LeftOut {
  const exclusion = exclusionOf(exclude);
  const top = respectGitignore ? (repositoryAbove(root) ?? root) : undefined;
  const above = top === undefined || top === root ? '' : `${relative(top, root).split(sep).join('/')}/`;
  return (path, isFolder) => {
    if (basename(path) === '.git' || exclusion.excludesWithin(path)) return true;
    if (top === undefined) return false;
    const rules = rulesWithin((file) => readIgnoreFile(join(top, file)), dirname(above + path));
    return rules === 'ignored' || isIgnored(rules, above + path, isFolder);
  };
}

/** The nearest folder upward that is a repository. */
export function repositoryAbove(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryAbove(parent);
}
