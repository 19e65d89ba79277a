import type { Position, Range } from 'vscode-languageserver/node';
import type { Region } from '../core/location.ts';

/** Lines and columns count from 0 in the protocol, and nowhere else in this program; both count UTF-16 units. */
export function rangeOf({ startLine, startColumn, endLine, endColumn }: Region): Range {
  return {
    start: { line: startLine - 1, character: startColumn - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** Both ends count: a cursor stands between characters, and a finding on 1:1 is as wide as one. */
export function contains(region: Region, position: Position): boolean {
  return overlaps(region, { start: position, end: position });
}

export function overlaps(region: Region, { start, end }: Range): boolean {
  const own = rangeOf(region);
  return compare(own.start, end) <= 0 && compare(start, own.end) <= 0;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
