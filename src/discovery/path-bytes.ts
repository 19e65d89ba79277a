import { isUtf8 } from 'node:buffer';

/**
 * A file name as text. Bytes that are no UTF-8 become lone surrogates U+DC80–U+DCFF, as in Python (PEP 383), so that
 * the name can be turned back into the same bytes.
 */
export function decodePath(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let start = 0; start < bytes.length;) {
    const length = [1, 2, 3, 4].find(
      (size) => start + size <= bytes.length && isUtf8(bytes.subarray(start, start + size)),
    );
    text +=
      length === undefined
        ? String.fromCharCode(0xdc00 + (bytes[start] ?? 0))
        : bytes.subarray(start, start + length).toString('utf8');
    start += length ?? 1;
  }
  return text;
}

/** What the file system has to be asked for: the path itself, or its bytes where it is no UTF-8. */
export function openablePath(path: string): string | Buffer {
  if (!/[\ud800-\udfff]/u.test(path)) return path;
  const pieces = Array.from(path, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= 0xdc80 && code <= 0xdcff ? Buffer.from([code - 0xdc00]) : Buffer.from(character, 'utf8');
  });
  return Buffer.concat(pieces);
}
