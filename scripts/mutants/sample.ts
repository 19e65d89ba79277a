import type { FilePath } from '../../src/core/location.ts';

/** The compliant project as it is; every mutant is made from its texts. */
export interface Sample {
  readonly texts: ReadonlyMap<FilePath, string>;
}

export interface SourceText {
  readonly file: FilePath;
  readonly text: string;
}

/** In the order of their names. */
export function sourcesOf({ texts }: Sample, files: RegExp): readonly SourceText[] {
  return [...texts]
    .filter(([file]) => files.test(file))
    .map(([file, text]) => ({ file, text }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

export const systems = [
  'arrivy',
  'callrail',
  'five9',
  'genius',
  'gsheet',
  'hubspot',
  'leadconduit',
  'salespro',
  'salesrabbit',
] as const;

export const commands = /management\/commands\/(sync|db)_\w+\.py$/;
export const entityCommands = /management\/commands\/(sync|db)_(?!\w*_all\.py)\w+\.py$/;
export const orchestrators = /management\/commands\/(sync|db)_\w+_all\.py$/;

/** The system that a file belongs to; what all share is a group of its own. */
export function systemOf(file: string): string {
  return systems.find((system) => new RegExp(`(^|[/_])${system}([/_.]|$)`).test(file)) ?? 'shared';
}
