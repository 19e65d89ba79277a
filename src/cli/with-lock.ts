import { lstatSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { UsageError } from '../core/errors.ts';

/** Milliseconds; whoever holds the lock writes two files, so an older one was left by somebody who is gone. */
const stale = 10_000;
const patience = 15_000;

/**
 * Does something while no other process does so under the same lock.
 *
 * @remarks The work is synchronous, so that the lock is held for a moment only and no signal comes in between.
 */
export async function withLock<T>(lock: string, work: () => T): Promise<T> {
  const until = Date.now() + patience;
  while (!isTaken(lock)) {
    removeStale(lock);
    if (Date.now() > until) {
      throw new UsageError(`\`${lock}\` is held by another process`, 'remove it where no other run is under way');
    }
    await wait(5 + Math.random() * 20);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** True where this process has the lock now. */
function isTaken(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function removeStale(lock: string): void {
  const stats = lstatSync(lock, { throwIfNoEntry: false });
  if (stats !== undefined && Date.now() - stats.mtimeMs > stale) rmSync(lock, { force: true, recursive: true });
}
