import type { AST } from 'toml-eslint-parser';
import { ParseError, parseTOML } from 'toml-eslint-parser';
import { DocumentSyntaxError } from './document.ts';
import type { ConfigNode, Position } from './document.ts';

interface OpenTable {
  readonly kind: 'table';
  readonly at: Position;
  readonly entries: Map<string, { readonly keyAt: Position; readonly node: OpenNode }>;
}

interface OpenList {
  readonly kind: 'list';
  readonly at: Position;
  readonly items: OpenNode[];
}

/** A node that later headers of the file may still add to. */
type OpenNode = OpenTable | OpenList | (ConfigNode & { readonly kind: 'scalar' });

/** TOML 1.0, as Python's own `tomllib` reads it. */
export function parseToml(text: string): ConfigNode {
  const root = emptyTable({ line: 1, column: 1 });
  for (const item of parse(text).body[0].body) {
    if (item.type === 'TOMLKeyValue') {
      addKeyValue(root, item);
      continue;
    }
    const table = openTable(root, item);
    for (const pair of item.body) addKeyValue(table, pair);
  }
  return root;
}

function parse(text: string): AST.TOMLProgram {
  try {
    return parseTOML(text, { tomlVersion: '1.0' });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const message = error.message.charAt(0).toLowerCase() + error.message.slice(1);
    throw new DocumentSyntaxError([{ at: { line: error.lineNumber, column: error.column + 1 }, message }]);
  }
}

/** The table of a `[header]`, or the element of a `[[header]]`, made with everything above it on first sight. */
function openTable(root: OpenTable, header: AST.TOMLTable): OpenTable {
  const places = header.key.keys.map(startOf);
  let node: OpenNode = root;
  let at = startOf(header);
  for (const [index, step] of header.resolvedKey.entries()) {
    if (typeof step === 'string') at = places.shift() ?? at;
    node = openChild(node, step, at, typeof header.resolvedKey[index + 1] === 'number' ? 'list' : 'table');
  }
  return asTable(node);
}

function openChild(node: OpenNode, step: string | number, at: Position, kind: 'list' | 'table'): OpenNode {
  const existing =
    node.kind === 'table'
      ? node.entries.get(String(step))?.node
      : node.kind === 'list'
        ? node.items[Number(step)]
        : node;
  if (existing !== undefined) return existing;
  const created: OpenNode = kind === 'list' ? { kind, at, items: [] } : emptyTable(at);
  if (node.kind === 'list') node.items.push(created);
  else asTable(node).entries.set(String(step), { keyAt: at, node: created });
  return created;
}

function addKeyValue(table: OpenTable, pair: AST.TOMLKeyValue): void {
  const keys = pair.key.keys.map((key) => ({ name: key.type === 'TOMLBare' ? key.name : key.value, at: startOf(key) }));
  const last = keys.pop();
  if (last === undefined) return;
  const inner = keys.reduce((outer, key) => asTable(openChild(outer, key.name, key.at, 'table')), table);
  inner.entries.set(last.name, { keyAt: last.at, node: contentOf(pair.value) });
}

function contentOf(node: AST.TOMLContentNode): OpenNode {
  const at = startOf(node);
  if (node.type === 'TOMLArray') return { kind: 'list', at, items: node.elements.map(contentOf) };
  if (node.type === 'TOMLValue') return { kind: 'scalar', at, value: node.value };
  const table = emptyTable(at);
  for (const pair of node.body) addKeyValue(table, pair);
  return table;
}

/** The parser has refused every text in which a header or dotted key goes through anything but tables. */
function asTable(node: OpenNode): OpenTable {
  if (node.kind !== 'table') throw new TypeError(`a TOML key goes through a ${node.kind}`);
  return node;
}

function emptyTable(at: Position): OpenTable {
  return { kind: 'table', at, entries: new Map() };
}

function startOf(node: AST.TOMLNode): Position {
  return { line: node.loc.start.line, column: node.loc.start.column + 1 };
}
