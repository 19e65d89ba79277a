import { join } from 'node:path';
import type { FilePath } from '../core/location.ts';
import type { SourceBytes } from './discovery.ts';
import { foldersOnDisk, mayExist } from './may-exist.ts';
import { readBytes } from './read-source.ts';

/** Whatever an analysis may ask of the project besides its list of files. */
export interface Surroundings {
  read(file: FilePath): SourceBytes;
  /** Something that `import` finds may be at a path without suffix although it is not among the files. */
  mayExist(path: string): boolean;
}

export function surroundingsOnDisk(root: string): Surroundings {
  const folders = foldersOnDisk(root);
  return { read: (file) => readBytes(join(root, file)), mayExist: (path) => mayExist(folders, path) };
}
