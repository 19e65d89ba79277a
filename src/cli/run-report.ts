import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { HistoryEntry } from '../core/run-history.ts';
import type { StoredCheck, StoredProbeRun } from '../core/stored-run.ts';
import { runsLike, readHistory } from '../records/history-lines.ts';
import { readStored } from '../records/read-stored.ts';
import { page } from '../reporting/html/page.ts';
import { printable } from '../reporting/printable.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { readHistoryFile, recordFolder, reportPage, storedRun } from './record-folder.ts';
import type { ReportOptions } from './report-options.ts';
import type { Session } from './session.ts';
import { synclintVersion } from './synclint-version.ts';
import { refuseDestination, writeWhole } from './write-file.ts';

export async function runReport(
  files: readonly string[],
  { outputFile }: ReportOptions,
  session: Session,
): Promise<ExitCode> {
  const { cwd } = session;
  const inputs = files.length === 0 ? [lastRun(cwd)] : files.map((file) => resolve(cwd, file));
  const [first = ''] = inputs;
  const output = outputFile === undefined ? join(dirname(first), reportPage) : resolve(cwd, outputFile);
  refuseDestination('--output-file', outputFile ?? output, cwd);
  if (inputs.includes(output)) throw new UsageError(`\`${output}\` is one of the files that are read`);

  const probes: { file: string; run: StoredProbeRun; history: readonly HistoryEntry[] }[] = [];
  const checks: { file: string; run: StoredCheck }[] = [];
  for (const path of inputs) {
    const file = shown(path, cwd);
    // A page is sent around: it names no folder of this machine.
    const label = isAbsolute(file) ? basename(path) : file;
    const stored = readStored(textOf(path, file));
    if (stored.kind === 'probe') {
      const { run } = stored;
      probes.push({ file: label, run, history: runsLike(run.run.id, readHistory(readHistoryFile(dirname(path)))) });
    } else if (stored.kind === 'check') {
      checks.push({ file: label, run: stored.run });
    } else {
      throw new UsageError(
        `\`${file}\`: ${stored.problem}`,
        'a page is made of what `synclint probe commands` stores, and of `synclint check --output-format json`',
      );
    }
  }
  writeWhole(output, page({ version: synclintVersion(), probes, checks }));
  await session.print(`${printable(shown(output, cwd))}\n`);
  return exitCodes.clean;
}

/** The nearest one upward: the command may be started anywhere in a project. */
function lastRun(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, recordFolder, storedRun);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) break;
  }
  throw new UsageError(
    `there is no \`${recordFolder}/${storedRun}\` here or above`,
    'run `synclint probe commands` first, or name the files',
  );
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`cannot read \`${file}\` (${String(error.code)})`, 'check the path', { cause: error });
  }
}

/** Short, and the same on every system. */
function shown(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return (short.startsWith('..') ? path : short).split(sep).join('/');
}
