import { join, relative, resolve } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { countIn, foundBaseline, prunedBaseline, type BaselineChange } from '../pipeline/known/baseline.ts';
import { configuredBaseline } from '../pipeline/known/check-baseline.ts';
import { check, type CheckOutcome } from '../pipeline/check.ts';
import { count } from '../reporting/count.ts';
import { notificationLine } from '../reporting/headline.ts';
import { printable } from '../reporting/printable.ts';
import { styleFor } from '../reporting/style.ts';
import type { BaselineOptions } from './baseline-options.ts';
import { checkRequest } from './check-options.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { stopIfInterrupted, type Session } from './session.ts';
import { refuseDestination, writeWhole } from './write-file.ts';

/** Where a baseline lies, from the root of the project, when nobody says where. */
const usualFile = 'synclint-baseline.json';

export async function createBaseline(
  paths: readonly string[],
  options: BaselineOptions,
  session: Session,
): Promise<ExitCode> {
  if (paths.includes('-')) throw new UsageError('a baseline is not made of standard input', 'name files or folders');
  const { outputFile } = options;
  if (outputFile !== undefined) refuseDestination('--output-file', outputFile, session.cwd);
  const outcome = await checked(paths, options, session);
  if (await tellsFailures(outcome, session)) return exitCodes.failure;
  const { file, isConfigured } = fileOf(outcome, outputFile, session);
  const { text, baseline } = await foundBaseline(outcome);
  writeWhole(file, text);
  if (options.quiet) return exitCodes.clean;
  await session.log(`wrote ${count(countIn(baseline), 'finding')} to ${printable(file)}\n`);
  if (!isConfigured) await session.log(`help: use it with ${howToUse(outcome, file)}\n`);
  return exitCodes.clean;
}

export async function pruneBaseline(options: BaselineOptions, session: Session): Promise<ExitCode> {
  const outcome = await checked([], options, session);
  if (await tellsFailures(outcome, session)) return exitCodes.failure;
  const { file } = fileOf(outcome, options.baseline, session);
  const { text, baseline, expired }: BaselineChange = await prunedBaseline(outcome, file);
  if (expired.length > 0) writeWhole(file, text);
  if (!options.quiet) {
    const taken = `took ${count(countIn(expired), 'finding')} out of ${printable(file)}`;
    await session.log(`${taken}, ${countIn(baseline)} left\n`);
  }
  return exitCodes.clean;
}

async function checked(paths: readonly string[], options: BaselineOptions, session: Session): Promise<CheckOutcome> {
  const outcome = await check(checkRequest(session.cwd, paths, options, undefined));
  await stopIfInterrupted(session);
  return outcome;
}

/** What could not be looked at would be missing from the baseline, or be taken for fixed. */
async function tellsFailures({ run }: CheckOutcome, session: Session): Promise<boolean> {
  const failures = run.notifications.filter(({ level }) => level === 'error');
  const lines = failures.map((one) => `${notificationLine(one, styleFor(false))}\n`);
  if (run.stats.files === 0) lines.push('error: there is no Python file to look at\n');
  if (lines.length === 0) return false;
  await session.log(`${lines.join('')}help: mend this first; the baseline is as it was\n`);
  return true;
}

function fileOf(outcome: CheckOutcome, given: string | undefined, { cwd }: Session) {
  const configured = configuredBaseline(outcome);
  const file = given === undefined ? (configured ?? join(outcome.root, usualFile)) : resolve(cwd, given);
  return { file, isConfigured: file === configured };
}

function howToUse({ root }: CheckOutcome, file: string): string {
  return `\`--baseline ${printable(file)}\`, or write \`baseline.file = ${JSON.stringify(relative(root, file))}\` into the configuration`;
}
