import { picture } from './printable.ts';

/** Columns that an excerpt of one line may take. */
const maxWidth = 100;
/** Columns kept left of the marked part when a line is cut. */
const leadIn = 20;
const tabStop = 4;

/** East Asian wide and full-width characters, and what terminals draw as a coloured picture. */
const wide =
  /^[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
const combining = /^[\p{Mn}\p{Me}\u200c\u200d]/u;

interface Cell {
  readonly text: string;
  readonly width: number;
  /** Display column, from 0. */
  readonly column: number;
  /** UTF-16 offset into the line. */
  readonly offset: number;
}

export interface MarkedLine {
  readonly source: string;
  readonly marks: string;
}

/** A source line as a terminal shows it, with `mark` under the UTF-16 units from `start` to `end` (at least one). */
export function markedLine(line: string, start: number, end: number, mark: string): MarkedLine {
  const cells = cellsOf(line);
  const width = endColumn(cells);
  const from = columnAt(cells, start, width);
  const to = Math.max(columnAt(cells, end, width), from + 1);
  if (width <= maxWidth) return { source: textOf(cells), marks: ' '.repeat(from) + mark.repeat(to - from) };
  return cutLine(cells, width, from, to, mark);
}

/** A source line as a terminal shows it, without marks, cut at the right. */
export function plainLine(line: string): string {
  return markedLine(line, 0, 0, ' ').source.trimEnd();
}

function cutLine(cells: readonly Cell[], width: number, from: number, to: number, mark: string): MarkedLine {
  const left = Math.max(0, Math.min(from - leadIn, width - maxWidth));
  const right = left + maxWidth;
  const kept = cells.filter((cell) => cell.column >= left && cell.column + cell.width <= right);
  const first = kept[0]?.column ?? left;
  const before = left > 0 ? '…' : '';
  const after = right < width ? '…' : '';
  return {
    source: before + textOf(kept) + after,
    marks: ' '.repeat(before.length + from - first) + mark.repeat(Math.max(1, Math.min(to, right) - from)),
  };
}

function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let offset = 0;
  for (const character of line) {
    const width = widthOf(character, column);
    const text = character === '\t' ? ' '.repeat(width) : picture(character);
    cells.push({ text, width, column, offset });
    column += width;
    offset += character.length;
  }
  return cells;
}

function widthOf(character: string, column: number): number {
  if (character === '\t') return tabStop - (column % tabStop);
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

function columnAt(cells: readonly Cell[], offset: number, width: number): number {
  return cells.find((cell) => cell.offset >= offset)?.column ?? width;
}

function endColumn(cells: readonly Cell[]): number {
  const last = cells.at(-1);
  return last === undefined ? 0 : last.column + last.width;
}

function textOf(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.text).join('');
}
