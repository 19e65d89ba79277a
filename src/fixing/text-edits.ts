import type { Edit } from '../core/finding.ts';
import { indexLines, type LineIndex } from '../core/line-index.ts';
import type { Region, Span } from '../core/location.ts';

/** An edit with its place as offsets into the text of its file. */
export interface PlacedEdit extends Span {
  readonly replacement: string;
}

/** Offsets of the edits of one file; undefined when one of them speaks of a place that the text does not have. */
export function placeEdits(text: string, edits: readonly Edit[]): readonly PlacedEdit[] | undefined {
  const lines = indexLines(text);
  const placed: PlacedEdit[] = [];
  for (const { at, replacement } of edits) {
    const { startLine, startColumn, endLine, endColumn } = at.region;
    const start = offsetOf(startLine, startColumn, lines, text.length);
    const end = offsetOf(endLine, endColumn, lines, text.length);
    if (start === undefined || end === undefined || start > end) return undefined;
    placed.push({ start, end, replacement });
  }
  return placed;
}

/** The text with all edits made; they must not overlap. Insertions at one offset keep their order. */
export function replaceAll(text: string, edits: readonly PlacedEdit[]): string {
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let from = 0;
  for (const { start, end, replacement } of inOrder) {
    if (start < from) throw new RangeError('edits overlap');
    result += text.slice(from, start) + replacement;
    from = end;
  }
  return result + text.slice(from);
}

/** Both change the same text, or stand so close that what one of them was made for may be gone after the other. */
export function touch(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

export function sameEdit(a: PlacedEdit, b: PlacedEdit): boolean {
  return a.start === b.start && a.end === b.end && a.replacement === b.replacement;
}

export function isInsertion({ start, end }: Span): boolean {
  return start === end;
}

function offsetOf(
  line: Region['startLine'],
  column: number,
  { starts }: LineIndex,
  length: number,
): number | undefined {
  const start = starts[line - 1];
  if (start === undefined || column < 1) return undefined;
  const offset = start + column - 1;
  return offset <= (starts[line] ?? length) ? offset : undefined;
}
