import { indexLines } from '../core/line-index.ts';
import type { Region, Span } from '../core/location.ts';
import { multiLineStrings } from './multi-line-strings.ts';

/** Where in a Python text one more comment can stand and be one. */
export interface CommentPlaces {
  readonly text: string;
  /** Without their ends. */
  readonly lines: readonly string[];
  readonly lineEnd: string;
  mayStandBehind(line: number): boolean;
  mayStandAbove(line: number): boolean;
}

export function commentPlaces(text: string, comments: readonly Span[]): CommentPlaces {
  const { starts } = indexLines(text);
  const lines = text.split(/\r\n|\n|\r/);
  const strings = multiLineStrings(text, comments);
  const isWithin = (spans: readonly Span[], offset: number) =>
    spans.some(({ start, end }) => start < offset && offset < end);
  const endOf = (line: number): number => (starts[line - 1] ?? 0) + (lines[line - 1] ?? '').length;
  const isCommented = (line: number): boolean =>
    comments.some(({ start }) => (starts[line - 1] ?? 0) <= start && start < endOf(line));
  const goesOn = (line: number): boolean => (lines[line - 1] ?? '').endsWith('\\') && !isCommented(line);
  return {
    text,
    lines,
    lineEnd: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n',
    mayStandBehind: (line) => !isWithin(strings, endOf(line)) && !goesOn(line) && !isShebang(line, lines),
    mayStandAbove: (line) =>
      !isWithin(strings, starts[line - 1] ?? 0) &&
      !(line > 1 && goesOn(line - 1)) &&
      !hasHeader(line, lines) &&
      // It would be about the code below both.
      !(lines[line - 1] ?? '').trimStart().startsWith('#'),
  };
}

/** An end at the first column is the end of the line before. */
export function lastLineOf({ startLine, endLine, endColumn }: Region): number {
  return endColumn === 1 && endLine > startLine ? endLine - 1 : endLine;
}

/** What stands there has to stay the first line, or the second. */
function hasHeader(line: number, lines: readonly string[]): boolean {
  if (line > 2) return false;
  return isShebang(1, lines) || lines.slice(0, 2).some((text) => /^[ \t\f]*#.*?coding[:=]/.test(text));
}

function isShebang(line: number, lines: readonly string[]): boolean {
  return line === 1 && lines[0]?.startsWith('#!') === true;
}
