import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sourcesDigest, stampFile } from '../../scripts/compile/sources.ts';

export const repository = join(import.meta.dirname, '..', '..');

const cache = join(repository, 'node_modules', '.cache');

/** Makes the bundle unless it was made of what is there; test files share the work. */
export async function compileIfStale(): Promise<void> {
  const lock = join(cache, 'synclint-compile.lock');
  mkdirSync(cache, { recursive: true });
  for (let attempt = 0; !taken(lock); attempt++) {
    // Whoever held it for so long was killed.
    if (attempt === 600) rmSync(lock, { recursive: true, force: true });
    await setTimeout(100);
  }
  try {
    if (isStale()) execFileSync(join(repository, 'node_modules/.bin/tsx'), ['scripts/compile.ts'], { cwd: repository });
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

function isStale(): boolean {
  const stamp = join(repository, 'dist', stampFile);
  return !existsSync(stamp) || readFileSync(stamp, 'utf8').trim() !== sourcesDigest(repository);
}
