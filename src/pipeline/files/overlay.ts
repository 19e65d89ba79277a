import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { filePath, type FilePath } from '../../core/location.ts';
import { realPath } from '../../discovery/scope.ts';
import type { ProjectRequest } from '../open-project.ts';

/** The file that standard input stands for. */
export function overlayOf(
  stdin: NonNullable<ProjectRequest['stdin']>,
  root: string,
  cwd: string,
): readonly [FilePath, Buffer] {
  // The root has no symbolic links, so the path to the file must not have any either.
  const given = resolve(cwd, stdin.filename);
  const path = relative(root, join(realPath(dirname(given), stdin.filename), basename(given)))
    .split(sep)
    .join('/');
  return [filePath(path), stdin.bytes];
}
