import { lstatSync, readdirSync, readFileSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { historyFile, lockFile, recordFolder, reportPage, storedRun } from './record-folder.ts';

const stored: ReadonlySet<string> = new Set([storedRun, historyFile, reportPage]);
const leftOver = new RegExp(`^(?:${lockFile}|\\.(?:${[...stored].join('|')})\\.[0-9a-f]{12}\\.tmp)$`);
/** Milliseconds; what is younger may belong to a run under way. */
const stale = 60_000;

/**
 * Removes what interrupted runs have left in the folder of records, and on request the records; then the folder, where
 * nothing is left in it but what keeps git from seeing it. Says what was removed, in absolute paths.
 */
export function removeRecords(root: string, all: boolean): readonly string[] {
  const folder = join(root, recordFolder);
  try {
    if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
    const names = readdirSync(folder).filter((name) => (all && stored.has(name)) || isLeftOver(folder, name));
    const paths = names.sort().map((name) => join(folder, name));
    for (const path of paths) unlinkSync(path);
    removeEmpty(folder);
    return paths;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`cannot clean \`${folder}\` (${String(error.code)})`, 'check its permissions', {
      cause: error,
    });
  }
}

function isLeftOver(folder: string, name: string): boolean {
  if (!leftOver.test(name)) return false;
  const stats = lstatSync(join(folder, name));
  return !stats.isDirectory() && stats.mtimeMs < Date.now() - stale;
}

function removeEmpty(folder: string): void {
  const names = readdirSync(folder);
  const hidden = join(folder, '.gitignore');
  const isOurs = names.every((name) => name === '.gitignore' && readFileSync(hidden, 'utf8') === '*\n');
  if (!isOurs) return;
  if (names.length > 0) unlinkSync(hidden);
  rmdirSync(folder);
}
