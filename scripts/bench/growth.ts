import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { medians, type Case } from './interleave.ts';

const synclint = join(import.meta.dirname, '../../bin/synclint.js');

export interface Growth {
  readonly tree: string;
  /** By the number of copies. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

/** How long a check takes of a tree, of two copies of it side by side, and of four: they are one project. */
export function measureGrowth(tree: string, runs: number): Growth {
  const folder = mkdtempSync(join(tmpdir(), 'synclint-growth-'));
  try {
    const cases = [1, 2, 4].map((copies): Case => {
      const cwd = join(folder, String(copies));
      for (let copy = 1; copy <= copies; copy += 1) {
        cpSync(tree, join(cwd, `copy_${copy}`), { recursive: true, filter: isSource });
      }
      const args = [synclint, 'check', '--no-cache', '--isolated', '.'];
      return { name: String(copies), command: process.execPath, args, cwd, exitCodes: [0, 1, 2] };
    });
    return { tree, milliseconds: Object.fromEntries(medians(cases, runs)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isSource(path: string): boolean {
  return !/[/\\](\.git|node_modules|\.venv|\.synclint)$/.test(path);
}
