import { relative, resolve, sep } from 'node:path';
import type { Notification } from '../../core/notification.ts';
import type { Discovery, SkippedPath } from '../../discovery/discovery.ts';
import { realPath } from '../../discovery/scope.ts';

interface Asked {
  readonly root: string;
  readonly cwd: string;
  /** As given; empty means the folder `cwd`. */
  readonly paths: readonly string[];
}

/**
 * What discovery came upon and could not look at: an error where it was asked for itself or where any number of files
 * may be hidden, so that the run does not count as clean.
 */
export function skippedNotes({ skipped }: Discovery, { root, cwd, paths }: Asked): readonly Notification[] {
  const asked = paths.map((path) =>
    relative(root, realPath(resolve(cwd, path), path))
      .split(sep)
      .join('/'),
  );
  const isNamed = (path: string): boolean => asked.includes(path);
  const isInScope = (path: string): boolean =>
    asked.length === 0 || asked.some((folder) => folder === '' || path === folder || path.startsWith(`${folder}/`));
  return skipped.filter(isHidden).flatMap(({ path, kind, reason }): Notification[] => {
    const isFolder = kind === 'unreadable-folder';
    if (!isInScope(path) && !isFolder) return [];
    const level = isNamed(path) || (isFolder && isInScope(path)) ? 'error' : 'warning';
    return [{ level, kind: 'unreadable-file', message: `not looked at: ${reason}`, file: path }];
  });
}

/** Without git nobody knows what is ignored, so that more files are looked at than the user may expect. */
export function gitNotes({ withoutGit }: Discovery): readonly Notification[] {
  if (withoutGit === undefined) return [];
  return [{ level: 'note', kind: 'unresolved', message: `git was not asked which files are ignored: ${withoutGit}` }];
}

/** The other kinds are left out because the user, or what the file is, says so. */
function isHidden({ kind }: SkippedPath): boolean {
  return kind === 'special-file' || kind === 'unreadable-folder' || kind === 'broken-link' || kind === 'link-outside';
}
