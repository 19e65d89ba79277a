import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export const repository = join(import.meta.dirname, '..', '..');

const inputs = [
  'src',
  'rules',
  'probes',
  'docs/rules',
  'docs/probes',
  'scripts/compile.ts',
  'scripts/compile',
  'package.json',
  'package-lock.json',
];
const cache = join(repository, 'node_modules', '.cache');

/** Makes the bundle unless it is newer than everything that it is made of; test files share the work. */
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
  const made = statSync(join(repository, 'dist', 'cli.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return inputs.some((input) => newest(join(repository, input)) >= made);
}

function newest(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return stats?.mtimeMs ?? 0;
  const inner = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(
    stats.mtimeMs,
    ...inner.map((name) => statSync(join(path, name), { throwIfNoEntry: false })?.mtimeMs ?? 0),
  );
}
