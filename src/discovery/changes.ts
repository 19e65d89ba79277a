import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ProbeError, UsageError } from '../core/errors.ts';
import { compareText, filePath, type FilePath } from '../core/location.ts';
import type { GitResult } from '../git/git-result.ts';
import { listFiles } from '../git/list-files.ts';
import { mergeBase } from '../git/merge-base.ts';
import { readObjects, treeOf } from '../git/tree.ts';
import { isPython } from './collector.ts';
import { exclusionOf } from './exclusion.ts';
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

/**
 * Compares the files of a project with those of the last commit that it has in common with a revision.
 *
 * @remarks Contents are compared by their ids, which are computed here: to compare with files that are not committed, git
 * would run programs that the repository names.
 */
export async function changesSince(root: string, revision: string, excluded: readonly string[]): Promise<Changes> {
  const commit = valueOf(await mergeBase(root, revision));
  const tree = valueOf(await treeOf(root, commit));
  const objects = new Map(tree.filter(({ isLink }) => !isLink).map(({ name, object }) => [decodePath(name), object]));
  const links = new Set(tree.filter(({ isLink }) => isLink).map(({ name }) => decodePath(name)));
  const present = new Set(valueOf(await listFiles(root)).map(decodePath));
  const files = [...new Set([...objects.keys(), ...present])].filter((path) => {
    const object = objects.get(path);
    // What a link leads to is a file by its own name.
    return !path.endsWith('/') && !links.has(path) && idOf(join(root, path), object?.length) !== object;
  });
  const exclusion = exclusionOf(excluded);
  const sources = [...objects].filter(([path]) => isPython(path) && !exclusion.excludesWithin(path));
  const contents = valueOf(await readObjects(root, [...new Set(sources.map(([, object]) => object))]));
  return {
    revision,
    files: files.sort(compareText).map(filePath),
    earlier: new Map(sources.map(([path, object]) => [filePath(path), contents.get(object) ?? Buffer.alloc(0)])),
  };
}

/** As git computes it, with the hash that ids of this length have; undefined where there is no such file. */
function idOf(path: string, length = 40): string | undefined {
  const read = readBytes(path);
  if ('unreadable' in read) return undefined;
  const hash = createHash(length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${read.bytes.length}\0`).update(read.bytes).digest('hex');
}

function valueOf<T>(result: GitResult<T>): T {
  if (result.ok) return result.value;
  const message = `--since: ${result.message}`;
  switch (result.reason) {
    case 'no-revision':
    case 'unrelated':
      throw new UsageError(message, '`git log --oneline --all` lists commits');
    case 'no-repository':
      throw new UsageError('--since: the project is in no git repository', 'leave `--since` out');
    case 'cut-off':
      throw new ProbeError(
        message,
        'fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow',
      );
    case 'no-git':
    case 'unsafe':
    case 'failed':
      throw new ProbeError(message, 'leave `--since` out, or see to it that git works here');
  }
}
