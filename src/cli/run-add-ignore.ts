import type { Finding } from '../core/finding.ts';
import { checkAndIgnore } from '../pipeline/fixing/add-ignores.ts';
import type { CheckOutcome, CheckRequest } from '../pipeline/check.ts';
import { checkFor, type KnownRequest } from '../pipeline/known/check-for.ts';
import { count } from '../reporting/count.ts';
import { printable } from '../reporting/printable.ts';
import { stopIfInterrupted, type Session } from './session.ts';
import { writeChanges } from './write-changes.ts';

/** Writes a comment for every finding into the files; gives back what is left. */
export async function runAddIgnore(
  request: CheckRequest,
  { known, reason, quiet }: { readonly known: KnownRequest; readonly reason: string; readonly quiet: boolean },
  session: Session,
): Promise<CheckOutcome> {
  const { outcome, suppressed, left, changes } = await checkAndIgnore(request, reason, checkFor(known));
  await stopIfInterrupted(session);
  const failures = writeChanges(changes, 'not suppressed');
  const unwritten = new Set(failures.map(({ file }) => file));
  const written = suppressed.filter(({ at }) => !unwritten.has(at.file));
  const lines = [
    ...(written.length === 0
      ? []
      : [`suppressed ${count(written.length, 'finding')} in ${count(changes.length - failures.length, 'file')}`]),
    ...left.map(({ finding, reason: why }) => `not suppressed: ${placeOf(finding)}: ${why}`),
  ];
  if (!quiet) await session.log(lines.map((line) => `${printable(line)}\n`).join(''));
  if (failures.length === 0) return outcome;
  const { run, ...rest } = await checkFor(known)(request);
  return { ...rest, run: { ...run, notifications: [...run.notifications, ...failures] } };
}

function placeOf({ at: { file, region }, ruleId }: Finding): string {
  return `${file}:${region.startLine}:${region.startColumn} ${ruleId}`;
}
