import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';

type Decoded = { readonly text: string } | { readonly unreadable: string };

/** Python's names of encodings that a `TextDecoder` has under another name, or not at all. */
const latin1Names = new Set(['latin-1', 'latin1', 'l1', 'latin', 'iso8859-1', '8859', 'cp819']);
const asciiNames = new Set(['ascii', 'us-ascii', '646', 'iso646-us', 'ansi-x3.4-1968']);
const webNames: Readonly<Record<string, string>> = {
  latin2: 'iso-8859-2',
  latin5: 'iso-8859-9',
  latin9: 'iso-8859-15',
  'mac-roman': 'macintosh',
  cp936: 'gbk',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp950: 'big5',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
};

/** Single-byte encodings whose web name stands for a superset: 0x80–0x9F are control characters in Python's. */
const withControls = new Set(['iso-8859-9', 'iso-8859-11']);
const cp1252Names = new Set(['cp1252', 'windows-1252', '1252']);
/** Bytes 0x80–0x9F of cp1252; a NUL where it leaves one undefined. Node 20 decodes them as Latin-1. */
const cp1252 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

export function decodeAs(encoding: string, bytes: Buffer): Decoded {
  if (latin1Names.has(encoding)) return { text: bytes.toString('latin1') };
  const unreadable = `the file is not valid \`${encoding}\`, which it declares`;
  if (asciiNames.has(encoding)) return isAscii(bytes) ? { text: bytes.toString('latin1') } : { unreadable };
  if (cp1252Names.has(encoding)) return decodeCp1252(bytes) ?? { unreadable };
  const name = webNames[encoding] ?? encoding.replace(/^iso8859-/, 'iso-8859-');
  const decoder = decoderOf(name);
  if (decoder === undefined) return { unreadable: `unknown encoding \`${encoding}\`` };
  try {
    return { text: withControls.has(name) ? decodeWithControls(decoder, bytes) : decoder.decode(bytes) };
  } catch {
    return { unreadable };
  }
}

/** Undefined where a byte stands for nothing. */
function decodeCp1252(bytes: Buffer): Decoded | undefined {
  const text = bytes.toString('latin1').replaceAll(/[\x80-\x9f]/g, (byte) => cp1252[byte.charCodeAt(0) - 0x80] ?? '\0');
  return text.includes('\0') ? undefined : { text };
}

function decoderOf(name: string): TextDecoder | undefined {
  // Python refuses them for source files: they do not contain ASCII.
  if (/^utf-?(?:16|32|7)/.test(name)) return undefined;
  try {
    return new TextDecoder(name, { fatal: true });
  } catch {
    return undefined;
  }
}

function decodeWithControls(decoder: TextDecoder, bytes: Buffer): string {
  return Array.from(bytes, (byte) =>
    byte < 0xa0 ? String.fromCharCode(byte) : decoder.decode(Buffer.from([byte])),
  ).join('');
}
