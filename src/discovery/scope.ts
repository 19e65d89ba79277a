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

/** Adds what was named itself to the collection; gives back which of its files were asked for. */
export function scopeOf(collection: Collection, request: ScopeRequest): (path: string) => boolean {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const given of request.paths) {
    const { path, kind } = locate(collection.root, request.cwd, given);
    if (kind === 'folder') folders.add(path);
    else if (kind === 'other') skipSpecial(collection, path);
    else if (!isPython(path)) skip(collection, path, 'not-python', 'not a Python file (.py or .pyi)');
    else files.add(path);
  }
  for (const file of files) addNamedFile(collection, file, request.forceExclude);
  for (const folder of folders) addNamedFolder(collection, folder, request);
  if (request.paths.length === 0 || folders.has('')) return () => true;
  return (path) => files.has(path) || (folders.size > 0 && foldersAbove(path).some((folder) => folders.has(folder)));
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

function locate(root: string, cwd: string, given: string): { path: string; kind: 'file' | 'folder' | 'other' } {
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
