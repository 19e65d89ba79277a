import { compareText, filePath } from '../core/location.ts';
import { isPython } from './collector.ts';
import type { Discovery, DiscoveryRequest } from './discovery.ts';
import { exclusionOf, type Exclusion } from './exclusion.ts';
import { askedPaths, scopeTest } from './scope.ts';
import { isScript } from './scripts.ts';

/** What `discover` would find if a project had files of these names and no others. */
export function discoverAmong(names: ReadonlySet<string>, request: DiscoveryRequest): Discovery {
  const { exclude, extendExclude } = request.configuration;
  const exclusion = exclusionOf([...exclude, ...extendExclude]);
  const wanted = [...names].filter((name) => !exclusion.excludesWithin(name));
  const found = new Set(wanted.filter(isPython));
  const asked = askedPaths(request);
  if (!request.forceExclude) {
    for (const file of asked.files) if (names.has(file)) found.add(file);
    for (const folder of asked.folders)
      for (const file of inNamedFolder(folder, names, found, exclusion)) found.add(file);
  }
  const isInScope = scopeTest(request, asked);
  const files = [...found].sort(compareText).map(filePath);
  const scripts = wanted
    .filter((name) => isScript(name))
    .sort(compareText)
    .map(filePath);
  return {
    files,
    inScope: files.filter(isInScope),
    scripts,
    scriptsInScope: scripts.filter(isInScope),
    skipped: [],
    withoutGit: undefined,
  };
}

/** A folder that is left out by itself is looked into when it is named; what is left out inside stays so. */
function inNamedFolder(
  folder: string,
  names: ReadonlySet<string>,
  found: ReadonlySet<string>,
  { excludes }: Exclusion,
): readonly string[] {
  const start = `${folder}/`;
  if (folder === '' || [...found].some((file) => file.startsWith(start))) return [];
  return [...names].filter((name) => {
    if (!name.startsWith(start) || !isPython(name)) return false;
    const steps = name.slice(start.length).split('/');
    return !steps.some((_, index) => excludes(start + steps.slice(0, index + 1).join('/')));
  });
}
