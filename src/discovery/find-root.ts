import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configurationFileIn } from '../config/find-configuration-file.ts';
import { UsageError } from '../core/errors.ts';
import { pathWithin } from './collector.ts';
import { realPath } from './scope.ts';

/**
 * The project that the paths belong to: the nearest folder upward with a configuration, `manage.py` or `.git`. Absolute
 * and without symbolic links.
 */
export async function findRoot(paths: readonly string[], cwd: string): Promise<string> {
  const known = new Map<string, Promise<string | undefined>>();
  const given = paths.length === 0 ? ['.'] : paths;
  const starts = given.map((path) => ({ path, folder: folderOf(realPath(resolve(cwd, path), path)) }));
  const marked = await Promise.all(starts.map(({ folder }) => markedFolder(folder, known)));
  const roots = starts.map(({ path, folder }, index) => ({ path, root: marked[index] ?? folder }));
  const [first] = roots;
  const other = roots.find(({ root }) => root !== first?.root);
  if (first === undefined || other === undefined) return first?.root ?? cwd;

  const here = realPath(cwd, cwd);
  const unmarked = marked.every((root) => root === undefined);
  if (unmarked && starts.every(({ folder }) => pathWithin(here, folder) !== undefined)) return here;
  throw new UsageError(
    `the paths belong to different projects: \`${first.path}\` to \`${first.root}\`, \`${other.path}\` to \`${other.root}\``,
    'check one project at a time',
  );
}

function markedFolder(folder: string, known: Map<string, Promise<string | undefined>>): Promise<string | undefined> {
  const before = known.get(folder);
  if (before !== undefined) return before;
  const answer = findMarker(folder, known);
  known.set(folder, answer);
  return answer;
}

async function findMarker(
  folder: string,
  known: Map<string, Promise<string | undefined>>,
): Promise<string | undefined> {
  const markers = ['manage.py', '.git'];
  const isMarked =
    (await configurationFileIn(folder)) !== undefined || markers.some((name) => existsSync(join(folder, name)));
  if (isMarked) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : markedFolder(parent, known);
}

function folderOf(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}
