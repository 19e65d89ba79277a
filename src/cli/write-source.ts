import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { FileChange } from '../pipeline/fixing/fix.ts';

/**
 * Writes a source file as a whole or not at all, with the mode it had; says why where it could not be done.
 *
 * @remarks Only the very file that was read, with the content that was read: what became a symbolic link, what lies
 * behind one, and what somebody has changed meanwhile stays as it is. Synchronous, so that no signal handler runs in
 * between.
 */
export function writeSource({ path, before, after }: FileChange): string | undefined {
  try {
    const stats = lstatSync(path);
    if (!stats.isFile() || !isReal(path)) return 'it is, or lies behind, a symbolic link now';
    accessSync(path, constants.W_OK);
    if (!readFileSync(path).equals(before)) return 'somebody has changed it since it was read';
    replace(path, after, stats);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    return reasons[code] ?? `the system refuses (${code})`;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ENOENT: 'the file has disappeared',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

function isReal(path: string | Buffer): boolean {
  return realpathSync.native(path, 'buffer').equals(Buffer.from(path));
}

function replace(path: string | Buffer, content: Buffer, stats: { mode: number; uid: number; gid: number }): void {
  const suffix = `.${randomBytes(6).toString('hex')}.tmp`;
  const temporary = typeof path === 'string' ? path + suffix : Buffer.concat([path, Buffer.from(suffix)]);
  try {
    writeFileSync(temporary, content, { flag: 'wx', mode: 0o600 });
    // Whoever fixes as root, as in a container, does not take the file away from its owner.
    if (process.getuid?.() === 0) chownSync(temporary, stats.uid, stats.gid);
    chmodSync(temporary, stats.mode & 0o7777);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
