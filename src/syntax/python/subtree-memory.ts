/**
 * How version 0.27 of tree-sitter lays out a parsed tree in the memory of WebAssembly (`subtree.h`, `tree.h`), and a
 * grammar of ABI 15 (`parser.h`). Addresses and offsets count words of 32 bits.
 *
 * This is no documented interface: whoever reads by it compares with the cursor first (`createTreeReader`), and a test
 * compares whole folders.
 */
export type Memory = Int32Array;

/** A subtree is two words: a small leaf itself, or the address of its data. Children stand right before the data. */
export const subtreeWords = 2;

/** Of a small leaf: its flags and symbol are in the first word, its sizes in the second. */
export const inline = {
  is: 1 << 0,
  visible: 1 << 1,
  extra: 1 << 3,
  missing: 1 << 5,
  symbol: (first: number): number => (first >>> 8) & 0xff,
  paddingBytes: (second: number): number => (second >>> 16) & 0xff,
  sizeBytes: (second: number): number => second >>> 24,
};

/** Of any other subtree: offsets of its words, and its flags. */
export const heap = {
  paddingBytes: 1,
  sizeBytes: 4,
  errorCost: 8,
  childCount: 9,
  /** In the lower half. */
  symbol: 10,
  flags: 11,
  /** In the upper half, and only where there are children. */
  production: 16,
  visible: 1 << 0,
  extra: 1 << 2,
  missing: 1 << 9,
};

/** Of a tree: its root subtree, then the address of the grammar. */
const treeLanguage = subtreeWords;

const language = {
  abi: 0,
  symbols: 1,
  aliases: 2,
  productions: 7,
  /** In the lower half. */
  maximumAliases: 9,
  fieldSlices: 16,
  fieldEntries: 17,
  publicSymbols: 19,
  aliasSequences: 21,
};

/** Children beyond this number have nothing said of them, and neither has the last one before. */
export const tableWidth = 32;

/** What a grammar says of the children of a node: its production's fields and other names, by number of the child. */
export interface ProductionTables {
  /** `tableWidth` field ids a production; 0: none. */
  readonly fields: Uint16Array;
  /** `tableWidth` symbols a production; 0: none. */
  readonly aliases: Uint16Array;
  /** The type id behind which all symbols of the same name stand. */
  readonly publicSymbols: Uint16Array;
}

/** `tree`: address of any tree of that grammar. Undefined for a grammar that has another form. */
export function productionTables(memory: Memory, tree: number): ProductionTables | undefined {
  const base = (memory[tree + treeLanguage] ?? 0) >> 2;
  const of = (word: number): number => memory[base + word] ?? 0;
  if (of(language.abi) !== 15) return undefined;
  const halves = new Uint16Array(memory.buffer);
  const half = (address: number, index: number): number => halves[(address >> 1) + index] ?? 0;
  const sequence = of(language.maximumAliases) & 0xffff;
  const productions = of(language.productions);
  const slice = (production: number): readonly [number, number] => {
    const from = half(of(language.fieldSlices), production * 2);
    return [from, from + half(of(language.fieldSlices), production * 2 + 1)];
  };
  /** A field id, and behind it the number of a child in the lower byte and whether it is inherited in the upper. */
  const entry = (index: number): readonly [number, number] => {
    const place = half(of(language.fieldEntries), index * 2 + 1);
    return [half(of(language.fieldEntries), index * 2), place > 0xff ? -1 : place];
  };
  if (sequence >= tableWidth) return undefined;
  const fields = new Uint16Array(productions * tableWidth);
  const aliases = new Uint16Array(productions * tableWidth);
  for (let production = 0; production < productions; production += 1) {
    const [from, to] = slice(production);
    for (let index = to - 1; index >= from; index -= 1) {
      const [field, child] = entry(index);
      if (child >= 0 && child < tableWidth - 1) fields[production * tableWidth + child] = field;
    }
    for (let child = 0; production > 0 && child < sequence; child += 1)
      aliases[production * tableWidth + child] = half(of(language.aliasSequences), production * sequence + child);
  }
  const symbols = of(language.symbols) + of(language.aliases);
  const publicSymbols = Uint16Array.from({ length: symbols }, (_, id) => half(of(language.publicSymbols), id));
  return { fields, aliases, publicSymbols };
}
