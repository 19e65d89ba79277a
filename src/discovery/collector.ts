import type { Dirent } from 'node:fs';
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { filePath } from '../core/location.ts';
import type { SkippedPath } from './discovery.ts';
import type { Exclusion } from './exclusion.ts';
import { decodePath, openablePath } from './path-bytes.ts';

/** What a discovery has found so far; paths are relative to the root, with `/`. */
export interface Collection {
  readonly root: string;
  readonly exclusion: Exclusion;
  readonly files: Set<string>;
  /** Files other than Python that may start commands. */
  readonly scripts: Set<string>;
  readonly skipped: Map<string, SkippedPath>;
}

export function isPython(name: string): boolean {
  return name.endsWith('.py') || name.endsWith('.pyi');
}

export function absolute(collection: Collection, path: string): string {
  return path === '' ? collection.root : `${collection.root === '/' ? '' : collection.root}/${path}`;
}

/** The entries of a folder; undefined (and noted) when it cannot be read. */
export function entriesOf(collection: Collection, folder: string): readonly Dirent[] | undefined {
  const path = openablePath(absolute(collection, folder));
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    if (!entries.some((entry) => entry.name.includes('\ufffd'))) return entries;
    // Read as text, a name that is no UTF-8 is lost.
    return readdirSync(path, { withFileTypes: true, encoding: 'buffer' }).map(withDecodedName);
  } catch (error) {
    const gone = isCode(error, 'ENOENT', 'ENOTDIR');
    if (!gone)
      skip(
        collection,
        folder === '' ? '.' : folder,
        'unreadable-folder',
        `the folder cannot be read (${codeOf(error)})`,
      );
    return undefined;
  }
}

/** Notes a Python file, or why it is none that can be looked at. */
export function addEntry(collection: Collection, entry: Dirent, path: string): void {
  if (entry.isFile()) collection.files.add(path);
  else if (entry.isSymbolicLink()) addLink(collection, path);
  else if (!entry.isDirectory()) skipSpecial(collection, path);
}

export function skip(collection: Collection, path: string, kind: SkippedPath['kind'], reason: string): void {
  collection.skipped.set(path, { path: filePath(path), kind, reason });
}

export function skipSpecial(collection: Collection, path: string): void {
  skip(collection, path, 'special-file', 'not a regular file (a pipe, socket or device)');
}

/** A link stands for the file it leads to, which is looked at once, under its real name. */
function addLink(collection: Collection, path: string): void {
  // Emacs marks a file that is being edited by a link to nowhere.
  if (/(?:^|\/)\.#[^/]*$/.test(path)) return;
  const target = targetOf(collection, path);
  if (target === undefined) return;
  const stats = statSync(openablePath(target));
  if (stats.isDirectory()) return;
  const inner = pathWithin(collection.root, target);
  if (inner === undefined) skip(collection, path, 'link-outside', 'a symbolic link out of the project');
  else if (!stats.isFile()) skipSpecial(collection, path);
  else if (!isPython(inner))
    skip(collection, path, 'link-to-other', `a symbolic link to \`${inner}\`, which is no Python file`);
  else if (collection.exclusion.excludesWithin(inner))
    skip(collection, path, 'link-to-other', `a symbolic link to \`${inner}\`, which is excluded`);
  else collection.files.add(inner);
}

function targetOf(collection: Collection, path: string): string | undefined {
  try {
    return decodePath(realpathSync.native(openablePath(absolute(collection, path)), 'buffer'));
  } catch (error) {
    const reason = isCode(error, 'ELOOP') ? 'a symbolic link that goes in a circle' : 'a symbolic link to nowhere';
    skip(
      collection,
      path,
      'broken-link',
      isCode(error, 'EACCES') ? 'a symbolic link that may not be followed' : reason,
    );
    return undefined;
  }
}

/** Relative with `/`; empty for the root itself; undefined outside it. */
export function pathWithin(root: string, path: string): string | undefined {
  const inner = relative(root, path);
  if (inner === '..' || inner.startsWith(`..${sep}`)) return undefined;
  return sep === '/' ? inner : inner.split(sep).join('/');
}

function withDecodedName(entry: Dirent<Buffer>): Dirent {
  const name = decodePath(entry.name);
  return Object.assign(Object.create(entry) as Dirent, { name });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(codeOf(error));
}
