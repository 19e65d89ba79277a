import type { Node, ParseError } from 'jsonc-parser';
import { parseTree, printParseErrorCode } from 'jsonc-parser';
import { indexLines, positionOf } from '../../core/line-index.ts';
import { DocumentSyntaxError } from './document.ts';
import type { ConfigNode, PlacedMessage, Position, TableEntry } from './document.ts';

/** JSON; comments and trailing commas are welcome. */
export function parseJson(text: string): ConfigNode {
  const lines = indexLines(text);
  const placeOf = (offset: number): Position => positionOf(offset, lines);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const messages: PlacedMessage[] = errors.map(({ error, offset }) => ({
    at: placeOf(offset),
    message: wordsOf(printParseErrorCode(error)),
  }));
  const content = root && contentOf(root, placeOf, messages);
  if (content === undefined || messages.length > 0) throw new DocumentSyntaxError(messages);
  return content;
}

function contentOf(node: Node, placeOf: (offset: number) => Position, messages: PlacedMessage[]): ConfigNode {
  const at = placeOf(node.offset);
  const children = node.children ?? [];
  if (node.type === 'array') {
    return { kind: 'list', at, items: children.map((child) => contentOf(child, placeOf, messages)) };
  }
  if (node.type !== 'object') return { kind: 'scalar', at, value: node.value as unknown };
  const entries = new Map<string, TableEntry>();
  for (const [key, value] of children.map((property) => property.children ?? [])) {
    if (key === undefined || value === undefined) continue;
    const name = String(key.value);
    const keyAt = placeOf(key.offset);
    if (entries.has(name)) messages.push({ at: keyAt, message: `key \`${name}\` occurs twice` });
    entries.set(name, { keyAt, node: contentOf(value, placeOf, messages) });
  }
  return { kind: 'table', at, entries };
}

/** `CommaExpected` → `comma expected`. */
function wordsOf(code: string): string {
  return code.replace(/(?<=.)([A-Z])/g, ' $1').toLowerCase();
}
