import { relative, sep } from 'node:path';
import { filePath, type FilePath } from '../../core/location.ts';
import { encodeSource } from '../../discovery/encode-source.ts';
import { findRoot } from '../../discovery/find-root.ts';
import { nearestRealPath } from '../../discovery/scope.ts';

/** The root of the project that `check` would find for a folder. */
export function rootOf(folder: string): Promise<string> {
  return findRoot([], folder);
}

/** A file (absolute, perhaps not written yet) as the model calls it; undefined outside the project. */
export function fileWithin(root: string, path: string): FilePath | undefined {
  const inner = relative(root, nearestRealPath(path));
  if (inner === '' || inner === '..' || inner.startsWith(`..${sep}`)) return undefined;
  return filePath(inner.split(sep).join('/'));
}

/** What an editor would write: in the encoding that the text declares, where that can be done. */
export function bytesOfBuffer(text: string): Buffer {
  const plain = Buffer.from(text, 'utf8');
  const encoded = encodeSource(text, plain);
  return 'bytes' in encoded ? encoded.bytes : plain;
}
