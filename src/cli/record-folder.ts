import { lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';

/** Where runs are stored, in the root of the project; the first run makes it, and keeps git from seeing it. */
export const recordFolder = '.synclint';
export const storedRun = 'probe-commands.json';
export const historyFile = 'history.jsonl';
/** Where a page of them goes when nobody says where. */
export const reportPage = 'report.html';
/** Held while they are written. */
export const lockFile = 'lock';

/** Makes the folder where it is missing; a link would lead out of the project. */
export function prepareRecords(root: string): string {
  const folder = join(root, recordFolder);
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return folder;
  if (stats !== undefined) {
    throw new UsageError(`\`${folder}\` is no folder`, 'remove it, or run with `--no-record`');
  }
  mkdirSync(folder);
  writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  return folder;
}

/** The text of a history; empty where there is none. Only a regular file is read: a pipe would wait forever. */
export function readHistoryFile(folder: string): string {
  const file = join(folder, historyFile);
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, 'utf8') : '';
}
