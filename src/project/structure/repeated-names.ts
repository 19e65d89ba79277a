import type { TextPattern } from '../sources.ts';

/**
 * Matches texts in which a `def` or `class` of some name occurs twice in what may be one block: every text in which it does, and a
 * few others. One pass, while a regular expression with a back reference would look at the rest of the file for each name.
 */
export const repeatedNames: TextPattern = {
  source: 'def|class',
  // A text within quotes may look like the end of a block, and quotes within a comment like a text.
  test: (text) => repeats(text, definition) || repeats(text, definitionOutsideOfTexts),
};

const definition = /^([ \t\f]*)(?:async[ \t]+)?(?:def|class)[ \t]+([^\s(:[]+)/gm;
const definitionOutsideOfTexts = new RegExp(`("""|''')[^]*?\\1|${definition.source}`, 'gm');

function repeats(text: string, pattern: RegExp): boolean {
  /** Names by how far they are indented, the innermost block last. */
  const blocks: { readonly indent: number; readonly names: Set<string> }[] = [];
  for (const match of text.matchAll(pattern)) {
    const [indentation, name] = match.slice(-2);
    if (indentation === undefined || name === undefined) continue;
    const indent = indentation.length;
    while ((blocks.at(-1)?.indent ?? 0) > indent) blocks.pop();
    const block = blocks.at(-1);
    if (block?.indent !== indent) blocks.push({ indent, names: new Set([name]) });
    else if (block.names.has(name)) return true;
    else block.names.add(name);
  }
  return false;
}
