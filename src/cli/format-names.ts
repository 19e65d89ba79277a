import type { FormatName } from '../reporting/formats.ts';

/** The default first. */
export const formatNames = [
  'full',
  'concise',
  'json',
  'json-lines',
  'sarif',
  'github',
] as const satisfies readonly FormatName[];
