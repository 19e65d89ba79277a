import type { FormatName } from '../reporting/formats.ts';

/** The default first. */
export const formatNames = [
  'full',
  'concise',
  'grouped',
  'json',
  'json-lines',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'rdjson',
  'checkstyle',
  'azure',
  'markdown',
  'html',
] as const satisfies readonly FormatName[];

const texts: ReadonlySet<FormatName> = new Set(['full', 'concise', 'grouped', 'github', 'azure', 'markdown']);
const fromRepository: ReadonlySet<FormatName> = new Set([
  'sarif',
  'github',
  'gitlab',
  'junit',
  'rdjson',
  'checkstyle',
  'azure',
  'markdown',
]);

/** For people, so that what the log has said need not be in it. */
export function isText(format: FormatName): boolean {
  return texts.has(format);
}

/** For services that know the repository, and nothing of a project within it. */
export function namesFilesFromRepository(format: FormatName): boolean {
  return fromRepository.has(format);
}
