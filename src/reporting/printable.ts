/**
 * Control characters, lone surrogates, and the marks that reorder or hide text: what a file name or a message could
 * use to move the cursor, to colour a terminal, or to show something else than what is there.
 */
const unprintable = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line of text that is safe on a terminal; what is not is written as an escape sequence. */
export function printable(text: string): string {
  return text.replace(unprintable, escaped);
}

/** The same with line breaks kept, as `\n`. */
export function printableLines(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(printable)
    .join('\n');
}

/** What stands for a character in an excerpt; as wide as one column, so that carets stay aligned. */
export function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return character.replace(unprintable, '\ufffd');
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return named[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`);
}
