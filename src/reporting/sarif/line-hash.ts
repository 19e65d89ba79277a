/** Characters that go into one hash: from the start of the line on, over as many lines as it takes. */
const blockSize = 100;
const base = 37;
const endOfFile = '\uffff';

const lowWord = 2 ** 32;

/**
 * `primaryLocationLineHash` of the lines asked for, by GitHub's algorithm: blanks and tabs do not count, CRLF and CR are
 * LF, the end of the file is a character, and what lacks after it is zero. The n-th line with an equal hash gets `:n`,
 * so that the lines before matter too.
 *
 * GitHub hashes the bytes of the file read as UTF-8. A byte order mark is a character to it and gone from `text`: the
 * first line of such a file hashes differently here, as do lines with other letters than ASCII in another encoding.
 * GitHub then keeps our hash and logs a warning.
 */
export function lineHashes(text: string, lines: ReadonlySet<number>): ReadonlyMap<number, string> {
  const compact = text.replace(/\r\n?/g, '\n').replace(/[ \t]+/g, '') + endOfFile;
  const hashes = new Map<number, string>();
  const seen = new Map<string, number>();
  const last = Math.max(0, ...lines);
  let start = 0;
  for (let line = 1; line <= last && start < compact.length; line++) {
    const hash = blockHash(compact, start);
    const occurrence = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, occurrence);
    if (lines.has(line)) hashes.set(line, `${hash}:${occurrence}`);
    const lineEnd = compact.indexOf('\n', start);
    start = lineEnd === -1 ? compact.length : lineEnd + 1;
  }
  return hashes;
}

/** Polynomial over 64 bits in two words; every product stays below 2^53, so that plain numbers are exact and fast. */
function blockHash(text: string, start: number): string {
  let high = 0;
  let low = 0;
  for (let index = start; index < start + blockSize; index++) {
    low = low * base + (index < text.length ? text.charCodeAt(index) : 0);
    high = (high * base + Math.floor(low / lowWord)) % lowWord;
    low %= lowWord;
  }
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}
