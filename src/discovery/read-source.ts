import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { decodeSource } from './decode-source.ts';
import type { SourceBytes, SourceText } from './discovery.ts';
import { openablePath } from './path-bytes.ts';

/** Never waits: a pipe that has taken the place of a file is refused, not read. */
export function readBytes(path: string): SourceBytes {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(openablePath(path), constants.O_RDONLY | constants.O_NONBLOCK);
    if (!fstatSync(descriptor).isFile()) return { unreadable: 'not a regular file' };
    return { bytes: readFileSync(descriptor) };
  } catch (error) {
    return { unreadable: reasonOf(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Reads and decodes as Python would. */
export function readSource(path: string): SourceText {
  const read = readBytes(path);
  return 'unreadable' in read ? read : decodeSource(read.bytes);
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  return reasons[code] ?? `cannot be read (${code})`;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'is a folder',
  ENOENT: 'the file has disappeared',
  // What opening a socket says.
  ENXIO: 'not a regular file',
};
