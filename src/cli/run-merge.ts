import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { githubLimits } from '../reporting/sarif/limits.ts';
import { contradictionOf, mergeLogs, type MergedLogs } from '../reporting/sarif/merge.ts';
import { isOwnLog, type OwnLog } from '../reporting/sarif/own-log.ts';
import { fittingText } from '../reporting/sarif/sarif.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { exitCodeOf } from './gate.ts';
import type { MergeOptions } from './merge-options.ts';
import type { Session } from './session.ts';
import { refuseDestination, writeWhole } from './write-file.ts';

export async function runMerge(files: readonly string[], options: MergeOptions, session: Session): Promise<ExitCode> {
  const { cwd } = session;
  const { outputFile } = options;
  if (outputFile !== undefined) refuseDestination('--output-file', outputFile, cwd);
  const [first, ...more] = files.map((file) => readLog(resolve(cwd, file), file));
  if (first === undefined) throw new UsageError('there is nothing to merge', 'name the logs of all parts');
  const logs = [first, ...more] as const;
  const contradiction = contradictionOf(logs);
  if (contradiction !== undefined) {
    throw new UsageError(`the logs cannot be merged: ${contradiction}`, 'make all of them by the same command');
  }
  const merged = mergeLogs(logs, githubLimits);
  const exitCode = exitCodeOfMerged(merged, logs, options);
  const text = fittingText({ total: merged.total, log: (kept) => merged.log(kept, exitCode) }, githubLimits);
  if (outputFile === undefined) await session.print(text);
  else writeWhole(resolve(cwd, outputFile), text);
  return exitCode;
}

/** A part that failed fails the whole; what findings mean is decided anew, as the limits are those of the whole. */
function exitCodeOfMerged(
  { results, notifications }: MergedLogs,
  logs: readonly OwnLog[],
  gates: MergeOptions,
): ExitCode {
  if (logs.some(({ runs: [run] }) => run.invocations[0].exitCode >= exitCodes.failure)) return exitCodes.failure;
  const findings = results.map(({ level, suppressions = [] }) => ({
    severity: level,
    ...(suppressions.length === 0 ? {} : { suppression: suppressions }),
  }));
  return exitCodeOf({ findings, notifications, stats: { files: 1 } }, gates);
}

function readLog(path: string, file: string): OwnLog {
  const remedy = 'name what `synclint check --output-format sarif` has written';
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new UsageError(`\`${file}\` is no JSON`, remedy, { cause });
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    throw new UsageError(`cannot read \`${file}\` (${String(cause.code)})`, 'check the path', { cause });
  }
  if (isOwnLog(value)) return value;
  throw new UsageError(`\`${file}\` is no SARIF log of \`synclint check\``, remedy);
}
