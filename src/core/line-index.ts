import type { Region, Span } from './location.ts';

/** Turns offsets of one text into lines and columns. `\n`, `\r\n` and `\r` end a line; a form feed does not. */
export interface LineIndex {
  /** Offset at which each line starts; the first is 0. */
  readonly starts: readonly number[];
}

export function indexLines(text: string): LineIndex {
  const starts = [0];
  const lineEnd = /\r\n|\n|\r/g;
  while (lineEnd.test(text)) starts.push(lineEnd.lastIndex);
  return { starts };
}

export function regionOf(span: Span, index: LineIndex): Region {
  const start = positionOf(span.start, index);
  const end = positionOf(span.end, index);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

export function positionOf(offset: number, { starts }: LineIndex): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
