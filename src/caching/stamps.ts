import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';

/** What the file system says of a file: size, times of content and of the entry in milliseconds, number; null: not to be trusted. */
export type Stamp = readonly [size: number, modified: number, changed: number, inode: number] | null;

/** Content and stamp of one file. */
export interface StampedFile {
  /** Relative to the root. */
  readonly path: string;
  readonly stamp: Stamp;
  /** Of the content; the empty text where it could not be read. */
  readonly hash: string;
}

/** File systems tell times this roughly, and clocks of other machines differ by as much. */
const slackMs = 2_000;

export function hashOf(bytes: Buffer | string): string {
  return createHash('sha1').update(bytes).digest('base64');
}

/**
 * The stamp of a file that was read after `since` (milliseconds of the epoch); null where it may have changed meanwhile, or
 * may change again without its times telling.
 */
export function stampOf(root: string, path: string, since: number): Stamp {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return null;
  const { size, mtimeMs, ctimeMs, ino } = stats;
  return Math.max(mtimeMs, ctimeMs) >= since - slackMs ? null : [size, mtimeMs, ctimeMs, ino];
}

/** Whether the file system says the same of the file as when it was stamped. */
export function isAsStamped(root: string, { path, stamp }: StampedFile): boolean {
  if (stamp === null) return false;
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return false;
  const [size, modified, changed, inode] = stamp;
  return stats.size === size && stats.mtimeMs === modified && stats.ctimeMs === changed && stats.ino === inode;
}
