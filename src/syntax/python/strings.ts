import type { Expression } from '../../core/python.ts';
import { field, type RawNode } from './raw-tree.ts';

const opening = /^([A-Za-z]*)('''|"""|'|")/;

/** A string or f-string literal; bytes and t-strings are opaque, they are no `str`. */
export function convertString(
  node: RawNode,
  text: string,
  convert: (node: RawNode) => Expression,
): Extract<Expression, { kind: 'string' | 'formatted' | 'opaque' }> {
  const span = { start: node.start, end: node.end };
  const literal = text.slice(node.start, node.end);
  const [whole, prefix = '', quote = ''] = opening.exec(literal) ?? [''];
  const flags = prefix.toLowerCase();
  const interpolations = node.children.filter((child) => child.type === 'interpolation');
  if (whole === '' || flags.includes('b') || flags.includes('t')) {
    return { kind: 'opaque', parts: interpolations.map((child) => interpolated(child, text, convert)), ...span };
  }
  const raw = flags.includes('r');
  const contentStart = node.start + whole.length;
  const contentEnd = Math.max(contentStart, literal.endsWith(quote) ? node.end - quote.length : node.end);
  const decode = (from: number, to: number): string => {
    const piece = text.slice(from, to).replace(/\r\n?/g, '\n');
    return raw ? piece : unescape(piece);
  };
  if (!flags.includes('f')) return { kind: 'string', value: decode(contentStart, contentEnd), ...span };

  const parts: (string | Expression)[] = [];
  let from = contentStart;
  const pushText = (to: number): void => {
    if (to > from) parts.push(decode(from, to).replaceAll('{{', '{').replaceAll('}}', '}'));
  };
  for (const child of interpolations) {
    pushText(child.start);
    parts.push(interpolated(child, text, convert));
    from = child.end;
  }
  pushText(contentEnd);
  return { kind: 'formatted', parts, ...span };
}

/** Adjacent literals are one string. */
export function joinStrings(
  pieces: readonly Extract<Expression, { kind: 'string' | 'formatted' | 'opaque' }>[],
  span: { start: number; end: number },
): Expression {
  if (pieces.some((piece) => piece.kind === 'opaque')) return { kind: 'opaque', parts: pieces, ...span };
  const parts = pieces.flatMap((piece): readonly (string | Expression)[] =>
    piece.kind === 'string' ? [piece.value] : piece.kind === 'formatted' ? piece.parts : [],
  );
  if (parts.every((part) => typeof part === 'string')) return { kind: 'string', value: parts.join(''), ...span };
  return { kind: 'formatted', parts, ...span };
}

function interpolated(node: RawNode, text: string, convert: (node: RawNode) => Expression): Expression {
  const value = field(node, 'expression');
  if (value === undefined) return { kind: 'opaque', parts: [], start: node.start, end: node.end };
  // `{x=}` says the name too.
  const formatted =
    /^\s*=/.test(text.slice(value.end, node.end)) ||
    node.children.some((child) => child.field === 'format_specifier' || child.field === 'type_conversion');
  const expression = convert(value);
  return formatted ? { kind: 'opaque', parts: [expression], start: node.start, end: node.end } : expression;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};

function unescape(piece: string): string {
  if (!piece.includes('\\')) return piece;
  return piece.replace(
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (whole: string, octal?: string, hex?: string, short?: string, long?: string, single?: string) => {
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      const code = hex ?? short ?? long;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      return escapes[single ?? ''] ?? whole;
    },
  );
}
