import { removeCache, type RemovedCache } from '../caching/remove-cache.ts';
import { findRoot } from '../discovery/find-root.ts';
import { removeStaleScratch } from '../probing/scratch.ts';

export interface Cleaned {
  /** Of the project around the working directory: absolute, without symbolic links. */
  readonly root: string;
  readonly cache: RemovedCache;
  /** Folders that interrupted probes of any project have left. */
  readonly scratch: readonly string[];
}

/** Removes what only saves time and what interrupted runs have left; `cacheFolder`: absolute. */
export async function clean(cwd: string, cacheFolder?: string): Promise<Cleaned> {
  const root = await findRoot([], cwd);
  return { root, cache: removeCache(root, cacheFolder), scratch: removeStaleScratch() };
}
