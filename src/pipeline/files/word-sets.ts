/**
 * Says of a text which words it certainly does not hold.
 *
 * A Bloom filter for each text: made in one pass without an object for each word, and asked within nanoseconds, so that
 * a search for some name is a search in the few texts that have it.
 */
export class WordSet {
  readonly #bits: Uint32Array;
  readonly #mask: number;

  constructor(text: string) {
    // Some four bits for each word and repetition: one text in a hundred is taken for one with the word.
    const bits = Math.max(256, 2 ** Math.ceil(Math.log2(text.length / 2 + 1)));
    this.#bits = new Uint32Array(bits / 32);
    this.#mask = bits - 1;
    let hash = start;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (isWordCharacter(code)) hash = Math.imul(hash ^ code, factor);
      else if (hash !== start) {
        this.#add(hash);
        hash = start;
      }
    }
    if (hash !== start) this.#add(hash);
  }

  /** False is certain. `hash`: of the word. */
  mayHold(hash: number): boolean {
    return this.#has(hash) && this.#has(second(hash));
  }

  #add(hash: number): void {
    this.#set(hash);
    this.#set(second(hash));
  }

  #set(hash: number): void {
    const bit = (hash ^ (hash >>> 15)) & this.#mask;
    this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  #has(hash: number): boolean {
    const bit = (hash ^ (hash >>> 15)) & this.#mask;
    return ((this.#bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }
}

const start = 0x811c9dc5 | 0;
const factor = 0x01000193;

/** Of what regular expressions call a word; undefined for any other text. */
export function hashOfWord(word: string): number | undefined {
  if (!/^\w+$/.test(word)) return undefined;
  let hash = start;
  for (let index = 0; index < word.length; index += 1) hash = Math.imul(hash ^ word.charCodeAt(index), factor);
  return hash;
}

function second(hash: number): number {
  return Math.imul(hash, 0x5bd1e995) ^ (hash >>> 13);
}

/** `\w` */
function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57);
}
