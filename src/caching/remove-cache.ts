import { lstatSync, readdirSync, rmdirSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { usualCacheFolder } from './cache-folder.ts';
import { belongsToUs, entryName, gitignore, tag, temporaryName } from './own-files.ts';

/** What became of a cache. */
export interface RemovedCache {
  /** Absolute. */
  readonly folder: string;
  readonly isRemoved: boolean;
  /** Names within the folder that are none of ours, so that it had to stay. */
  readonly foreign: readonly string[];
}

/**
 * Removes our files from a cache, and the folder when nothing else is in it.
 *
 * @param given - absolute; undefined: the usual one of the project with that root.
 */
export function removeCache(root: string, given?: string): RemovedCache {
  const folder = given ?? usualCacheFolder(root);
  try {
    if (given === undefined) refuseUnlessFolder(dirname(folder));
    if (!refuseUnlessFolder(folder)) return { folder, isRemoved: false, foreign: [] };
    refuseForeignCache(folder);
    return { folder, isRemoved: true, foreign: removeOwn(folder) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error) || error instanceof UsageError) throw error;
    throw new UsageError(`cannot remove \`${folder}\` (${String(error.code)})`, 'check its permissions', {
      cause: error,
    });
  }
}

/** Throws where the folder is there, and nobody has made it for a cache of ours. */
export function refuseForeignCache(folder: string): void {
  if (!isForeign(folder)) return;
  throw new UsageError(
    `\`${folder}\` is no cache of synclint: it has no \`${tag}\` of ours`,
    'name another folder, or an empty one',
  );
}

/** What cannot be looked at is no cache of anybody's. */
function isForeign(folder: string): boolean {
  try {
    return statSync(folder).isDirectory() && !belongsToUs(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

function removeOwn(folder: string): readonly string[] {
  const names = readdirSync(folder);
  const own = names.filter((name) => entryName.test(name) || temporaryName.test(name) || name === gitignore);
  // Without its tag what is left after an interruption would not be known for ours.
  for (const name of [...own, ...names.filter((one) => one === tag)]) unlinkSync(join(folder, name));
  const foreign = readdirSync(folder);
  if (foreign.length === 0) rmdirSync(folder);
  return foreign;
}

/** False where there is nothing. */
function refuseUnlessFolder(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (stats.isDirectory()) return true;
  const what = stats.isSymbolicLink() ? 'a symbolic link, which may lead anywhere' : 'no folder';
  throw new UsageError(`\`${path}\` is ${what}`, 'remove it yourself where it is of no use');
}
