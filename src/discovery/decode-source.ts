import { isUtf8 } from 'node:buffer';
import type { SourceText } from './discovery.ts';
import { decodeAs } from './encodings.ts';

/** PEP 263: a comment in one of the first two lines; the second counts only after a blank or comment line. */
const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const blankOrComment = /^[ \t\f]*(?:#.*)?$/;

/** Bytes of a Python file as text, as Python itself would decode them (PEP 263, byte order mark). */
export function decodeSource(bytes: Buffer): SourceText {
  const utf16 = wideEncoding(bytes);
  if (utf16 !== undefined) return { unreadable: `the file is ${utf16}; Python reads UTF-8` };
  const hadBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = hadBom ? bytes.subarray(3) : bytes;
  if (body.includes(0)) return { unreadable: `line ${lineAt(body, body.indexOf(0))} contains a NUL byte` };

  const encoding = declaredEncoding(body);
  if (encoding === 'utf-8') {
    if (isUtf8(body)) return { text: body.toString('utf8'), hadBom, encoding };
    return { unreadable: `line ${firstBadLine(body)} is not valid UTF-8, and no encoding is declared` };
  }
  if (hadBom) return { unreadable: `the file starts with a UTF-8 byte order mark but declares \`${encoding}\`` };
  const decoded = decodeAs(encoding, body);
  return 'text' in decoded ? { text: decoded.text, hadBom, encoding } : decoded;
}

function wideEncoding(bytes: Buffer): string | undefined {
  if (bytes.length < 2) return undefined;
  const mark = bytes.readUInt16BE(0);
  if (mark === 0xfffe) return bytes.length >= 4 && bytes.readUInt16BE(2) === 0 ? 'UTF-32' : 'UTF-16';
  if (mark === 0xfeff) return 'UTF-16';
  return bytes.length >= 4 && bytes.readUInt32BE(0) === 0xfeff ? 'UTF-32' : undefined;
}

/** The normalised name of the declared encoding; `utf-8` without a declaration. */
function declaredEncoding(bytes: Buffer): string {
  const head = bytes.subarray(0, 2000);
  if (!head.includes('coding')) return 'utf-8';
  const [first = '', second = ''] = head.toString('latin1').split(/\r\n|\r|\n/, 2);
  const name = cookie.exec(first)?.[1] ?? (blankOrComment.test(first) ? cookie.exec(second)?.[1] : undefined);
  const normalised = (name ?? 'utf-8').toLowerCase().replaceAll('_', '-');
  if (/^utf-?8(?:-|$)/.test(normalised)) return 'utf-8';
  return /^(?:latin-1|iso-8859-1|iso-latin-1)(?:-|$)/.test(normalised) ? 'latin-1' : normalised;
}

function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const next = end === -1 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(start, next))) break;
    start = next;
  }
  return line;
}

function lineAt(bytes: Buffer, offset: number): number {
  return bytes
    .subarray(0, offset)
    .toString('latin1')
    .split(/\r\n|\r|\n/).length;
}
