import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the files of a cache are called. */
export const entryName = /^[\w-]+\.json$/;
export const temporaryName = /^[\w-]+\.json\.[0-9a-f]{12}\.tmp$/;
export const gitignore = '.gitignore';

/** Says to backups that they can leave the folder out, and to us that it is ours: other programs have such a file, too. */
export const tag = 'CACHEDIR.TAG';
export const tagText = `Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of synclint. \`synclint clean\` removes it.
`;

/** Whether the folder is a cache of ours, or an empty one that may become one. */
export function belongsToUs(folder: string): boolean {
  const names = readdirSync(folder);
  if (!names.includes(tag)) return names.length === 0;
  const path = join(folder, tag);
  // Another process may be about to write it.
  return lstatSync(path).isFile() && tagText.startsWith(readFileSync(path, 'utf8'));
}
