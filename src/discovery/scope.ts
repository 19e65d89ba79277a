import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { Collection } from './collector.ts';
import { isPython, pathWithin, skip, skipSpecial } from './collector.ts';
import { walk } from './walk.ts';

export interface ScopeRequest {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly forceExclude: boolean;
  readonly respectGitignore: boolean;
}

/** What was named, relative to the root. */
export interface AskedPaths {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Named, and neither a Python file nor a folder. */
  readonly others: readonly { readonly path: string; readonly kind: 'file' | 'other' }[];
}

export function askedPaths({ root, cwd, paths }: ScopeRequest & { readonly root: string }): AskedPaths {
  const located = paths.map((given) => locate(root, cwd, given));
  const pathsOf = (isWanted: (one: Located) => boolean) => new Set(located.filter(isWanted).map(({ path }) => path));
  const isSource = ({ path, kind }: Located): boolean => kind === 'file' && isPython(path);
  return {
    files: pathsOf(isSource),
    folders: pathsOf(({ kind }) => kind === 'folder'),
    others: located.flatMap(({ path, kind }) =>
      kind === 'folder' || isSource({ path, kind }) ? [] : [{ path, kind }],
    ),
  };
}

/** Which files were asked for. */
export function scopeTest({ paths }: Pick<ScopeRequest, 'paths'>, { files, folders }: AskedPaths) {
  if (paths.length === 0 || folders.has('')) return () => true;
  return (path: string): boolean =>
    files.has(path) || (folders.size > 0 && foldersAbove(path).some((folder) => folders.has(folder)));
}

/** Adds what was named itself to the collection; gives back which of its files were asked for. */
export function scopeOf(collection: Collection, request: ScopeRequest): (path: string) => boolean {
  const asked = askedPaths({ ...request, root: collection.root });
  for (const { path, kind } of asked.others) {
    if (kind === 'other') skipSpecial(collection, path);
    else skip(collection, path, 'not-python', 'not a Python file (.py or .pyi)');
  }
  for (const file of asked.files) addNamedFile(collection, file, request.forceExclude);
  for (const folder of asked.folders) addNamedFolder(collection, folder, request);
  return scopeTest(request, asked);
}

function addNamedFile(collection: Collection, path: string, forceExclude: boolean): void {
  if (!forceExclude) collection.files.add(path);
  else if (!collection.files.has(path)) skip(collection, path, 'excluded', 'excluded');
}

/** A folder that is left out by itself is looked into when it is named; what is left out inside stays so. */
function addNamedFolder(collection: Collection, folder: string, request: ScopeRequest): void {
  if (request.forceExclude || folder === '') return;
  for (const file of collection.files) if (file.startsWith(`${folder}/`)) return;
  walk(collection, folder, request.respectGitignore);
}

interface Located {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
}

function locate(root: string, cwd: string, given: string): Located {
  const real = realPath(resolve(cwd, given), given);
  const path = pathWithin(root, real);
  if (path === undefined) throw new UsageError(`\`${given}\` is not in the project \`${root}\``);
  const stats = lstatSync(real);
  return { path, kind: stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'other' };
}

/** Without symbolic links; throws a `UsageError` that names what the user gave. */
export function realPath(path: string, given: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason = code === 'ENOENT' || code === 'ENOTDIR' ? 'does not exist' : `cannot be looked at (${code})`;
    throw new UsageError(`\`${given}\` ${reason}`, 'check the path', { cause: error });
  }
}

/** The same of a path that need not exist: links are followed as far as there is something. */
export function nearestRealPath(path: string): string {
  const parent = dirname(path);
  if (parent === path) return path;
  try {
    return realpathSync.native(path);
  } catch {
    return join(nearestRealPath(parent), basename(path));
  }
}

function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.push(path.slice(0, end));
  return folders;
}
