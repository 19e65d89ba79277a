import { compareLocations, type Region } from '../core/location.ts';
import type { ParsedEntry, ParsedSuppression } from './parse-suppressions.ts';

/** Where one id is suppressed by one comment. */
export interface Cover {
  readonly entry: ParsedEntry;
  readonly suppression: ParsedSuppression;
  covers(region: Region): boolean;
}

export interface Coverage {
  /** The narrowest first: single lines, then ranges, then whole files. The first that fits is the one that is used. */
  readonly covers: readonly Cover[];
  /** The entries of `enable` that end a range. */
  readonly ending: ReadonlySet<ParsedEntry>;
}

/** What the suppressions of one file cover. */
export function coverageOf(suppressions: readonly ParsedSuppression[]): Coverage {
  const sorted = [...suppressions].sort((a, b) => compareLocations(a.at, b.at));
  const all = sorted.flatMap((suppression) => suppression.entries.map((entry) => ({ suppression, entry })));
  const ofDirective = (...names: readonly ParsedSuppression['directive'][]) =>
    all.filter(({ suppression }) => names.includes(suppression.directive));
  const enables = ofDirective('enable');
  const lineCovers = ofDirective('ignore', 'noqa').map((one) => ({ ...one, covers: onLines(one.suppression.lines) }));
  const fileCovers = ofDirective('file-ignore').map((one) => ({ ...one, covers: () => true }));
  const ending = new Set<ParsedEntry>();
  const rangeCovers = ofDirective('disable').map((one) => {
    const end = enables.find(
      (other) => other.entry.id === one.entry.id && compareLocations(one.suppression.at, other.suppression.at) < 0,
    );
    if (end !== undefined) ending.add(end.entry);
    return { ...one, covers: inRange(startLine(one), end === undefined ? Infinity : startLine(end)) };
  });
  return { covers: [...lineCovers, ...rangeCovers, ...fileCovers], ending };
}

/** A comment behind code may stand at either end of it, one that stands alone only above. */
function onLines(lines: readonly number[]) {
  return (region: Region) => lines.includes(region.startLine) || (lines.length === 1 && lines[0] === lastLine(region));
}

/** From the line of `disable` to the one before `enable`. */
function inRange(first: number, end: number) {
  return (region: Region) => region.startLine >= first && region.startLine < end;
}

function startLine({ suppression }: { readonly suppression: ParsedSuppression }): number {
  return suppression.at.region.startLine;
}

/** An end at the first column is the end of the line before. */
function lastLine(region: Region): number {
  return region.endColumn === 1 && region.endLine > region.startLine ? region.endLine - 1 : region.endLine;
}
