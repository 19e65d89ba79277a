import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Case } from './interleave.ts';

/** Largest resident set of a program and of what it starts, in megabytes. */
export function peakOf({ command, args, cwd }: Case, python: string): number {
  const script = join(import.meta.dirname, 'peak.py');
  const kilobytes = execFileSync(python, [script, command, ...args], { cwd, encoding: 'utf8' });
  return Math.round(Number(kilobytes) / 1024);
}
