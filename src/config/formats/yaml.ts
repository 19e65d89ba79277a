import type { Node, Pair } from 'yaml';
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { DocumentSyntaxError } from './document.ts';
import type { ConfigNode, Position, TableEntry } from './document.ts';

/** More than any configuration has; less than a few lines of aliases to aliases can make of themselves. */
const maximumNodes = 100_000;
const maximumDepth = 100;

interface Reading {
  readonly document: Document;
  readonly placeOf: (offset: number) => Position;
  nodes: number;
}

/** YAML 1.2: `off` and `no` are text. */
export function parseYaml(text: string): ConfigNode {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const placeOf = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const messages = [...document.errors, ...document.warnings].map((error) => ({
    at: placeOf(error.pos[0]),
    message: error.message.charAt(0).toLowerCase() + error.message.slice(1),
  }));
  if (messages.length > 0) throw new DocumentSyntaxError(messages);
  return contentOf(document.contents, { document, placeOf, nodes: 0 }, 0);
}

function contentOf(node: Node | null, reading: Reading, depth: number): ConfigNode {
  const at = reading.placeOf(node?.range?.[0] ?? 0);
  if (++reading.nodes > maximumNodes || depth > maximumDepth) {
    throw new DocumentSyntaxError([{ at, message: 'too large, or nested too deeply' }]);
  }
  if (isAlias(node)) return { ...contentOf(node.resolve(reading.document) ?? null, reading, depth + 1), at };
  if (isMap<unknown, Node | null>(node)) return tableOf(node.items, at, reading, depth);
  if (isSeq<Node>(node)) {
    return { kind: 'list', at, items: node.items.map((item) => contentOf(item, reading, depth + 1)) };
  }
  return { kind: 'scalar', at, value: isScalar(node) ? node.value : null };
}

function tableOf(
  pairs: readonly Pair<unknown, Node | null>[],
  at: Position,
  reading: Reading,
  depth: number,
): ConfigNode {
  const entries = new Map<string, TableEntry>();
  for (const { key, value } of pairs) {
    const keyAt = isScalar(key) && key.range ? reading.placeOf(key.range[0]) : at;
    const node =
      value === null ? { kind: 'scalar' as const, at: keyAt, value: null } : contentOf(value, reading, depth + 1);
    entries.set(isScalar(key) ? String(key.value) : String(key), { keyAt, node });
  }
  return { kind: 'table', at, entries };
}
