import type { Edit, Finding } from '../core/finding.ts';
import type { FilePath, Region } from '../core/location.ts';

/** The texts of the files that the safe fixes of the findings change; an edit that overlaps an earlier one waits. */
export function applySafeFixes(
  findings: readonly Finding[],
  textOf: (file: FilePath) => string,
): ReadonlyMap<FilePath, string> {
  const edits = findings.flatMap(({ fix }) => (fix?.applicability === 'safe' ? fix.edits : []));
  const files = [...new Set(edits.map(({ at }) => at.file))];
  return new Map(
    files.map((file) => {
      const own = edits.filter(({ at }) => at.file === file);
      return [file, applyEdits(textOf(file), own)];
    }),
  );
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const starts = lineStarts(text);
  const placed = edits
    .map(({ at, replacement }) => ({ ...offsets(at.region, starts), replacement }))
    .sort((a, b) => a.start - b.start);
  let result = '';
  let from = 0;
  for (const { start, end, replacement } of placed) {
    if (start < from) continue;
    result += text.slice(from, start) + replacement;
    from = end;
  }
  return result + text.slice(from);
}

function offsets({ startLine, startColumn, endLine, endColumn }: Region, starts: readonly number[]) {
  const at = (line: number, column: number): number => (starts[line - 1] ?? 0) + column - 1;
  return { start: at(startLine, startColumn), end: at(endLine, endColumn) };
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)];
}
