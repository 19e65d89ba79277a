import { randomBytes } from 'node:crypto';
import { lstatSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../core/errors.ts';

/** Throws where a file could not be written: told before the work rather than after it. */
export function refuseDestination(option: string, given: string, cwd: string): void {
  if (given === '' || given === '-') {
    throw new UsageError(`${option}: \`${given}\` is not a file`, 'leave it out to print on standard output');
  }
  const path = resolve(cwd, given);
  const folder = dirname(path);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() || /[/\\]$/.test(given)) throw new UsageError(`${option}: \`${given}\` is a folder`);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`${option}: there is no folder \`${folder}\``, 'create the folder first');
  }
}

/**
 * Writes a file as a whole or not at all: an interruption never leaves half of it, and a symbolic link is replaced
 * rather than followed out of the place that was named.
 *
 * @remarks Synchronous, so that no signal handler runs in between. What is no regular file (a pipe, `/dev/null`) has no
 * half-written state and is written to as it is.
 */
export function writeWhole(path: string, text: string): void {
  try {
    if (isStream(path)) writeFileSync(path, text);
    else replace(path, text);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`cannot write \`${path}\` (${reason})`, 'check the folder and its permissions', {
      cause: error,
    });
  }
}

function replace(path: string, text: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  const mode = lstatSync(path, { throwIfNoEntry: false })?.isFile() ? statSync(path).mode : 0o666;
  try {
    writeFileSync(temporary, text, { flag: 'wx', mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function isStream(path: string): boolean {
  // `/dev/stdout` may lead to a regular file; putting another file in its place would break the system.
  if (/^\/(?:dev|proc)\//.test(path)) return true;
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile();
}
