import { join } from 'node:path';
import { compareText, filePath, type FilePath } from '../core/location.ts';
import { idOf } from '../git/object-id.ts';
import { listFiles } from '../git/list-files.ts';
import { mergeBase } from '../git/merge-base.ts';
import { readObjects, treeOf } from '../git/tree.ts';
import { isPython } from './collector.ts';
import { exclusionOf } from './exclusion.ts';
import { valueOf, type Asker } from './git-answer.ts';
import { decodePath } from './path-bytes.ts';
import { readBytes } from './read-source.ts';

/** How a project differs from an earlier revision of it. */
export interface Changes {
  /** As somebody typed it. */
  readonly revision: string;
  /** Files of any kind that were changed, added or removed, committed or not; sorted. */
  readonly files: readonly FilePath[];
  /** The Python files of the earlier revision. */
  readonly earlier: ReadonlyMap<FilePath, Buffer>;
}

const asker: Asker = { option: '--since', failure: 'probe' };

/**
 * Compares the files of a project with those of the last commit that it has in common with a revision.
 *
 * @remarks Contents are compared by their ids, which are computed here: to compare with files that are not committed, git
 * would run programs that the repository names.
 */
export async function changesSince(root: string, revision: string, excluded: readonly string[]): Promise<Changes> {
  const commit = valueOf(await mergeBase(root, revision), asker);
  const tree = valueOf(await treeOf(root, commit), asker);
  const objects = new Map(tree.filter(({ isLink }) => !isLink).map(({ name, object }) => [decodePath(name), object]));
  const links = new Set(tree.filter(({ isLink }) => isLink).map(({ name }) => decodePath(name)));
  const present = new Set(valueOf(await listFiles(root), asker).map(decodePath));
  const files = [...new Set([...objects.keys(), ...present])].filter((path) => {
    const object = objects.get(path);
    // What a link leads to is a file by its own name.
    return !path.endsWith('/') && !links.has(path) && idOnDisk(join(root, path), object?.length) !== object;
  });
  const exclusion = exclusionOf(excluded);
  const sources = [...objects].filter(([path]) => isPython(path) && !exclusion.excludesWithin(path));
  const contents = valueOf(await readObjects(root, [...new Set(sources.map(([, object]) => object))]), asker);
  return {
    revision,
    files: files.sort(compareText).map(filePath),
    earlier: new Map(sources.map(([path, object]) => [filePath(path), contents.get(object) ?? Buffer.alloc(0)])),
  };
}

/** Undefined where there is no such file. */
function idOnDisk(path: string, length?: number): string | undefined {
  const read = readBytes(path);
  return 'unreadable' in read ? undefined : idOf(read.bytes, length);
}
