import { fileURLToPath, pathToFileURL } from 'node:url';

/** Undefined for what is no file: an unnamed buffer, a file within an archive. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
