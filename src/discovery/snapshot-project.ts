import { filePath, type FilePath } from '../core/location.ts';
import { discoverAmong } from './discover-among.ts';
import type { Discovery, DiscoveryRequest } from './discovery.ts';
import { foldersOnDisk, mayExist, type Folders } from './may-exist.ts';
import type { Snapshot, Snapshots } from './snapshot.ts';
import { surroundingsOnDisk, type Surroundings } from './surroundings.ts';

/** A project as a check looks at it, wherever its files are. */
export interface FoundProject {
  readonly discovery: Discovery;
  readonly surroundings: Surroundings;
}

/**
 * The project of a snapshot.
 *
 * @remarks What git does not know (ignored files that were asked for, repositories within this one) is what it is in the
 * working tree, whatever the snapshot: it is no part of a change.
 *
 * @param today - what was discovered in the working tree.
 */
export function projectOf(
  snapshot: Snapshot,
  { listed }: Pick<Snapshots, 'listed'>,
  today: Discovery,
  request: DiscoveryRequest,
): FoundProject {
  const { root } = request;
  const disk = surroundingsOnDisk(root);
  const unknown = new Set<string>([...today.files, ...today.scripts].filter((file) => !listed.has(file)));
  const names = new Set<string>([...snapshot.contents.keys(), ...unknown]);
  const folders = foldersOf(snapshot, listed, foldersOnDisk(root));
  const read = (file: FilePath) => {
    const bytes = snapshot.contents.get(file);
    if (bytes !== undefined) return { bytes };
    return unknown.has(file) ? disk.read(file) : { unreadable: 'the file has disappeared' };
  };
  return {
    discovery: discoverAmong(names, request),
    surroundings: { read, mayExist: (path) => mayExist(folders, path) },
  };
}

function foldersOf(snapshot: Snapshot, listed: ReadonlySet<string>, disk: Folders): Folders {
  const then = namesByFolder(snapshot.names);
  const now = namesByFolder([...listed].filter((name) => !name.endsWith('/')));
  const isKnown = (path: string): boolean => listed.has(path) || now.has(path);
  return {
    exists: (path) => snapshot.names.has(path) || then.has(path) || (!isKnown(path) && disk.exists(path)),
    namesIn: (folder) => {
      const base = folder === '.' || folder === '' ? '' : `${folder}/`;
      const unknown = disk.namesIn(folder).filter((name) => !isKnown(base + name));
      return [...(then.get(base.slice(0, -1)) ?? []), ...unknown];
    },
    text: (path) => {
      const bytes = snapshot.contents.get(filePath(path));
      if (bytes !== undefined) return bytes.toString('utf8').replace(/^\ufeff/, '');
      return isKnown(path) ? undefined : disk.text(path);
    },
  };
}

/** Every folder, with the names of files and folders in it; the top one has an empty name. */
function namesByFolder(paths: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const path of paths) {
    for (let end = path.length; end > 0;) {
      const slash = path.lastIndexOf('/', end - 1);
      const folder = path.slice(0, Math.max(slash, 0));
      const names = folders.get(folder) ?? new Set<string>();
      const isNew = !names.has(path.slice(slash + 1, end));
      folders.set(folder, names.add(path.slice(slash + 1, end)));
      if (!isNew) break;
      end = slash;
    }
  }
  return folders;
}
