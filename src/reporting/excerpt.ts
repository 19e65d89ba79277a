import type { Region } from '../core/location.ts';
import type { Severity } from '../core/severity.ts';
import { markedLine, plainLine } from './display-line.ts';
import { sourceLines } from './source-lines.ts';
import type { Style } from './style.ts';

/** Of a longer region only the first lines and the last one are shown. */
const shownRegionLines = 4;

interface ExcerptOptions {
  readonly mark: '^' | '-';
  /** Lines around the region, blank ones left out. */
  readonly around: 0 | 1;
  readonly severity: Severity;
  readonly style: Style;
}

/** The marked lines of a region with their numbers; empty where the file has no such line. */
export function excerpt(text: string, region: Region, options: ExcerptOptions): string[] {
  const lines = sourceLines(text);
  if (region.startLine > lines.length) return [];
  const lastLine = Math.min(lastMarkedLine(region), lines.length);
  const width = String(lastLine + options.around).length;
  const gutter = (label: string) => options.style.gutter(`${label.padStart(width)} |`);
  const row = (label: string, content: string) => (content === '' ? gutter(label) : `${gutter(label)} ${content}`);
  const context = (number: number) => {
    const line = lines[number - 1];
    return options.around === 0 || line === undefined || line.trim() === '' ? [] : [row(`${number}`, plainLine(line))];
  };
  const marked = numbersShown(region.startLine, lastLine).flatMap((number) => {
    if (number === 'gap') return [options.style.gutter('...')];
    const { source, marks } = markRegion(lines[number - 1] ?? '', number, region, options.mark);
    const paint = options.style.severity[options.severity];
    const indent = marks.length - marks.trimStart().length;
    return [row(`${number}`, source.trimEnd()), row('', marks.slice(0, indent) + paint(marks.slice(indent)))];
  });
  return [row('', ''), ...context(region.startLine - 1), ...marked, ...context(lastLine + 1)];
}

/** An end at the first column is the end of the line before. */
function lastMarkedLine(region: Region): number {
  return region.endColumn === 1 && region.endLine > region.startLine ? region.endLine - 1 : region.endLine;
}

function numbersShown(first: number, last: number): (number | 'gap')[] {
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return all.length <= shownRegionLines + 1 ? all : [...all.slice(0, shownRegionLines - 1), 'gap', last];
}

function markRegion(line: string, number: number, region: Region, mark: string) {
  const indent = line.length - line.trimStart().length;
  const start = number === region.startLine ? region.startColumn - 1 : indent;
  const end = number === region.endLine ? region.endColumn - 1 : line.trimEnd().length;
  return markedLine(line, start, end, mark);
}
