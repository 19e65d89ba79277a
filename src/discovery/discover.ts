import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compareText, filePath } from '../core/location.ts';
import { listFiles } from '../git/list-files.ts';
import type { Collection } from './collector.ts';
import type { Discovery, DiscoveryRequest } from './discovery.ts';
import { exclusionOf } from './exclusion.ts';
import { collectListed } from './git-listing.ts';
import { repositoryAbove } from './left-out.ts';
import { scopeOf } from './scope.ts';
import { addUnwritten } from './unwritten.ts';
import { walk } from './walk.ts';

/** Finds the Python files of a project, and those among them that were asked for. */
export async function discover(request: DiscoveryRequest): Promise<Discovery> {
  const { exclude, extendExclude } = request.configuration;
  const collection: Collection = {
    root: request.root,
    exclusion: exclusionOf([...exclude, ...extendExclude]),
    files: new Set(),
    scripts: new Set(),
    skipped: new Map(),
  };
  const withoutGit = await collect(collection, request.respectGitignore);
  addUnwritten(collection, request);
  const isInScope = scopeOf(collection, request);
  const files = [...collection.files].sort(compareText).map(filePath);
  const scripts = [...collection.scripts].sort(compareText).map(filePath);
  return {
    files,
    inScope: files.filter(isInScope),
    scripts,
    scriptsInScope: scripts.filter(isInScope),
    skipped: [...collection.skipped.values()].sort((a, b) => compareText(a.path, b.path)),
    withoutGit,
  };
}

/** Gives back why git could not be asked, where it should have been. */
async function collect(collection: Collection, respectGitignore: boolean): Promise<string | undefined> {
  const repository = respectGitignore ? repositoryAbove(collection.root) : undefined;
  if (repository === undefined) {
    walk(collection, '', respectGitignore);
    return undefined;
  }
  const listing = await listFiles(collection.root);
  // Nothing at all: the project lies in a folder that the repository around it ignores.
  if (listing.ok && listing.value.length > 0) {
    collectListed(collection, listing.value, existsSync(join(repository, '.gitmodules')));
    return undefined;
  }
  walk(collection, '', true);
  return listing.ok || listing.reason === 'no-repository' ? undefined : listing.message;
}
