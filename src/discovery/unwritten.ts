import { existsSync } from 'node:fs';
import type { Collection } from './collector.ts';
import { absolute, isPython } from './collector.ts';
import type { DiscoveryRequest } from './discovery.ts';
import { leftOutOf } from './left-out.ts';
import { openablePath } from './path-bytes.ts';
import { isScript } from './scripts.ts';

/** Adds files that are not on disk yet. One that is there and was not found has been left out. */
export function addUnwritten(collection: Collection, request: DiscoveryRequest): void {
  const { root, configuration, respectGitignore, unwritten = [] } = request;
  const isNew = (path: string): boolean =>
    !collection.files.has(path) &&
    !collection.scripts.has(path) &&
    !existsSync(openablePath(absolute(collection, path)));
  const fresh = unwritten.filter(isNew);
  if (fresh.length === 0) return;
  const isLeftOut = leftOutOf(root, [...configuration.exclude, ...configuration.extendExclude], respectGitignore);
  for (const path of fresh.filter((one) => !isLeftOut(one, false))) {
    if (isPython(path)) collection.files.add(path);
    else if (isScript(path)) collection.scripts.add(path);
  }
}
