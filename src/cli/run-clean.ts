import { relative, resolve, sep } from 'node:path';
import { clean, type Cleaned } from '../pipeline/clean.ts';
import { count } from '../reporting/count.ts';
import { printable } from '../reporting/printable.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import type { CleanOptions } from './clean-options.ts';
import { removeRecords } from './remove-records.ts';
import type { Session } from './session.ts';

export async function runClean({ cacheDir, all }: CleanOptions, session: Session): Promise<ExitCode> {
  const { cwd } = session;
  const cleaned = await clean(cwd, cacheDir === undefined ? undefined : resolve(cwd, cacheDir));
  const records = removeRecords(cleaned.root, all === true);
  const lines = [
    ...cacheLine(cleaned, cwd),
    ...[...cleaned.scratch, ...records].map((path) => `removed ${printable(shown(path, cwd))}\n`),
  ];
  await session.print(lines.length === 0 ? 'nothing to remove\n' : lines.join(''));
  return exitCodes.clean;
}

function cacheLine({ cache: { folder, isRemoved, foreign } }: Cleaned, cwd: string): string[] {
  if (!isRemoved) return [];
  const path = printable(shown(folder, cwd));
  if (foreign.length === 0) return [`removed ${path}\n`];
  const what = `${count(foreign.length, 'file')} that synclint did not make`;
  return [`emptied ${path}, and kept ${what}: ${printable(foreign.slice(0, 5).join(', '))}\n`];
}

function shown(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return (short.startsWith('..') ? path : short).split(sep).join('/');
}
