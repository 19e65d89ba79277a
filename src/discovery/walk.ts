import type { Collection } from './collector.ts';
import { absolute, addEntry, entriesOf, isPython } from './collector.ts';
import type { IgnoreRules } from './gitignore.ts';
import { isIgnored, readIgnoreFile, withIgnoreFile } from './gitignore.ts';
import { isScript } from './scripts.ts';

interface PendingFolder {
  readonly path: string;
  readonly rules: IgnoreRules | undefined;
}

/**
 * Collects the Python files below a folder without git. Never follows a symbolic link to a folder, never enters what
 * is left out.
 *
 * @remarks Synchronous and by hand: a promise for each folder costs several times as much, and only a walk that
 * reads `.gitignore` files on its way down can stay out of the folders they name.
 */
export function walk(collection: Collection, start: string, respectGitignore: boolean, above?: IgnoreRules): void {
  const pending: PendingFolder[] = [{ path: start, rules: above }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    pending.push(...visit(collection, folder, respectGitignore));
  }
}

function visit(collection: Collection, folder: PendingFolder, respectGitignore: boolean): readonly PendingFolder[] {
  const entries = entriesOf(collection, folder.path) ?? [];
  const base = folder.path === '' ? '' : `${folder.path}/`;
  const hasIgnoreFile = respectGitignore && entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
  const rules = hasIgnoreFile
    ? withIgnoreFile(folder.rules, base, readIgnoreFile(absolute(collection, `${base}.gitignore`)))
    : folder.rules;
  const folders: PendingFolder[] = [];
  for (const entry of entries) {
    const isFolder = entry.isDirectory();
    const isOther = !isFolder && !isPython(entry.name);
    if (isOther && !(entry.isFile() && isScript(entry.name))) continue;
    const path = base + entry.name;
    if (collection.exclusion.excludes(path) || isIgnored(rules, path, isFolder)) continue;
    if (isFolder) folders.push({ path, rules });
    else if (isOther) collection.scripts.add(path);
    else addEntry(collection, entry, path);
  }
  return folders;
}
