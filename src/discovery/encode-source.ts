import { decodeSource } from './decode-source.ts';
import { decodeAs } from './encodings.ts';

type Encoded = { readonly bytes: Buffer } | { readonly unwritable: string };

/** A text as bytes, in the encoding and with the byte order mark that it had before; what cannot be written says so. */
export function encodeSource(text: string, before: Buffer): Encoded {
  const source = decodeSource(before);
  if ('unreadable' in source) return { unwritable: source.unreadable };
  const { encoding, hadBom } = source;
  const body = encoding === 'utf-8' ? Buffer.from(text, 'utf8') : encodeAs(encoding, text);
  if (body === undefined) return { unwritable: `the new text cannot be written in \`${encoding}\`` };
  const bytes = hadBom ? Buffer.concat([mark, body]) : body;
  // Reading it back is the proof; a changed encoding comment or a lone surrogate would show here.
  const again = decodeSource(bytes);
  if ('text' in again && again.text === text) return { bytes };
  return { unwritable: `the new text cannot be written in \`${encoding}\`` };
}

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** By looking every character up among what the bytes stand for: Node encodes few of the encodings that it decodes. */
function encodeAs(encoding: string, text: string): Buffer | undefined {
  const bytesOf = charactersOf(encoding);
  const parts: Uint8Array[] = [];
  for (const character of text) {
    const bytes = bytesOf.get(character);
    if (bytes === undefined) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Characters of one byte, and of two where the first byte alone stands for nothing. */
function charactersOf(encoding: string): ReadonlyMap<string, Uint8Array> {
  const characters = new Map<string, Uint8Array>();
  const add = (...values: readonly number[]): boolean => {
    const bytes = Buffer.from(values);
    const decoded = decodeAs(encoding, bytes);
    if (!('text' in decoded) || !/^.$/su.test(decoded.text)) return false;
    if (!characters.has(decoded.text)) characters.set(decoded.text, bytes);
    return true;
  };
  for (let first = 0; first < 0x100; first++) {
    if (add(first) || first < 0x80) continue;
    for (let second = 0x20; second < 0x100; second++) add(first, second);
  }
  return characters;
}
