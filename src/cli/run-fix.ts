import type { Finding } from '../core/finding.ts';
import type { Notification } from '../core/notification.ts';
import { unifiedDiff } from '../fixing/unified-diff.ts';
import type { CheckOutcome, CheckRequest } from '../pipeline/check.ts';
import { checkFor, type KnownRequest } from '../pipeline/known/check-for.ts';
import { checkAndFix, exactText, type FixedCheck } from '../pipeline/fixing/fix.ts';
import { count } from '../reporting/count.ts';
import type { CheckOptions } from './check-options.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { exitCodeOf } from './gate.ts';
import { stopIfInterrupted, type Session } from './session.ts';
import { writeChanges } from './write-changes.ts';

/** Applies fixes to files, or to standard input, which goes to standard output; gives back what is left. */
export async function runFix(
  request: CheckRequest,
  options: CheckOptions,
  session: Session,
  known: KnownRequest,
): Promise<CheckOutcome> {
  const fixing = await checkAndFix(request, options.unsafeFixes === true, { fullCheck: checkFor(known) });
  await stopIfInterrupted(session);
  const { outcome, fixed, changes } = fixing;
  if (request.stdin !== undefined) {
    await session.print(changes[0]?.after ?? request.stdin.bytes);
    await logFixed('fixed', fixed, 1, options, session);
    return outcome;
  }
  const failures = writeChanges(changes, 'not fixed');
  const unwritten = new Set(failures.map(({ file }) => file));
  const written = fixed.filter(({ fix }) => fix?.edits.every(({ at }) => !unwritten.has(at.file)));
  await logFixed('fixed', written, changes.length - failures.length, options, session);
  if (failures.length === 0) return outcome;
  // What could not be written is as it was, and so are its findings.
  const { run, ...left } = await checkFor(known)(request);
  const notes = outcome.run.notifications.filter((note) => !run.notifications.some((other) => same(note, other)));
  return { ...left, run: { ...run, notifications: [...run.notifications, ...notes, ...failures] } };
}

/** Prints what would change. */
export async function runDiff(
  request: CheckRequest,
  options: CheckOptions,
  session: Session,
  known: KnownRequest,
): Promise<FixedCheck & { readonly exitCode: ExitCode }> {
  const fixing = await checkAndFix(request, options.unsafeFixes === true, { fullCheck: checkFor(known) });
  await stopIfInterrupted(session);
  const { outcome, fixed, changes } = fixing;
  const diffs = changes.map(({ file, before, after }) => unifiedDiff(file, exactText(before), exactText(after)));
  await session.print(diffs.join(''));
  await logFixed('would fix', fixed, changes.length, options, session);
  // Findings that nothing can fix are not what was asked for; what could not be looked at is.
  const failed = exitCodeOf(outcome.run, { ...options, exitZero: true }) === exitCodes.failure;
  const exitCode = failed
    ? exitCodes.failure
    : changes.length > 0 && !options.exitZero
      ? exitCodes.findings
      : exitCodes.clean;
  return { ...fixing, exitCode };
}

async function logFixed(
  word: string,
  fixed: readonly Finding[],
  files: number,
  { quiet }: CheckOptions,
  session: Session,
): Promise<void> {
  if (quiet || fixed.length === 0) return;
  await session.log(`${word} ${count(fixed.length, 'finding')} in ${count(files, 'file')}\n`);
}

function same(a: Notification, b: Notification): boolean {
  return a.kind === b.kind && a.message === b.message && a.file === b.file && a.line === b.line;
}
