import { lstatSync } from 'node:fs';
import type { Collection } from './collector.ts';
import { absolute, addEntry, entriesOf, isPython } from './collector.ts';
import { decodePath, openablePath } from './path-bytes.ts';
import { isScript } from './scripts.ts';
import { walk } from './walk.ts';

/**
 * Collects the Python files among the names that git lists.
 *
 * @remarks The folders are read as well: that is cheaper than a `stat` of every file, shows what was deleted without
 * git knowing, and finds pipes and devices, which git does not list.
 */
export function collectListed(collection: Collection, names: readonly Buffer[], hasSubmodules: boolean): void {
  const listed = new Set<string>();
  const folders = new Set<string>();
  const nested: string[] = [];
  for (const bytes of names) {
    const name = decodePath(bytes);
    if (name.endsWith('/')) nested.push(name.slice(0, -1));
    else if (isPython(name)) {
      listed.add(name);
      folders.add(name.slice(0, Math.max(name.lastIndexOf('/'), 0)));
    } else if (isScript(name)) addScript(collection, name);
    else if (hasSubmodules && isFolder(collection, name)) nested.push(name);
  }
  for (const folder of folders) collectFolder(collection, folder, listed);
  for (const repository of nested) {
    if (!collection.exclusion.excludesWithin(repository)) walk(collection, repository, true);
  }
}

function collectFolder(collection: Collection, folder: string, listed: ReadonlySet<string>): void {
  if (folder !== '' && collection.exclusion.excludesWithin(folder)) return;
  const base = folder === '' ? '' : `${folder}/`;
  for (const entry of entriesOf(collection, folder) ?? []) {
    if (!isPython(entry.name)) continue;
    const path = base + entry.name;
    const special = !entry.isFile() && !entry.isSymbolicLink();
    if ((special || listed.has(path)) && !collection.exclusion.excludes(path)) addEntry(collection, entry, path);
  }
}

/** Git may know a file that was deleted. */
function addScript(collection: Collection, name: string): void {
  if (collection.exclusion.excludesWithin(name)) return;
  const stats = lstatSync(openablePath(absolute(collection, name)), { throwIfNoEntry: false });
  if (stats?.isFile() === true) collection.scripts.add(name);
}

function isFolder(collection: Collection, name: string): boolean {
  return lstatSync(openablePath(absolute(collection, name)), { throwIfNoEntry: false })?.isDirectory() === true;
}
