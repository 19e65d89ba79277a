import type { Brand } from './brand.ts';

/** Path relative to the project root, with `/` on every system. */
export type FilePath = Brand<string, 'FilePath'>;
/** Dotted Python name of a module or of something in it, e.g. `shop.models.Order`. */
export type SymbolId = Brand<string, 'SymbolId'>;

export const filePath = (path: string): FilePath => path as FilePath;
export const symbolId = (dotted: string): SymbolId => dotted as SymbolId;

/** Offsets into the decoded text of a file in UTF-16 units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lines and columns from 1, columns in UTF-16 units, end exclusive: SARIF's convention. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Location {
  readonly file: FilePath;
  readonly region: Region;
}

export interface RelatedLocation extends Location {
  readonly message: string;
}

export const related = ({ file, region }: Location, message: string): RelatedLocation => ({ file, region, message });

/** 1:1 of a file: where a finding about a package or about a whole module stands. */
export const startOfFile = (file: FilePath): Location => ({
  file,
  region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
});

/** Order by file, then by place; the order of every output. */
export function compareLocations(a: Location, b: Location): number {
  return (
    compareText(a.file, b.file) ||
    a.region.startLine - b.region.startLine ||
    a.region.startColumn - b.region.startColumn ||
    a.region.endLine - b.region.endLine ||
    a.region.endColumn - b.region.endColumn
  );
}

/** By UTF-16 units, so that no locale changes the order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
