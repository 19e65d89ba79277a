import type { RunRecord } from '../core/trial.ts';
import type { Evidence, Verdict } from '../core/verdict.ts';
import { endingOf, isRefusal, isSuccess, needsPostgres, stackOf } from './endings.ts';
import { counted, evidence, inconclusive, verdictOf } from './verdicts.ts';
import type { Effects } from './seen.ts';

/** A run with arguments that make no sense. */
export interface Attempt {
  /** As somebody would type it: `--start-date yesterday`. */
  readonly typed: string;
  readonly flag: string;
  readonly run: RunRecord<Effects>;
  /** Some projects take it for something that makes sense. */
  readonly mayBeMeant?: boolean;
}

/** Arguments that make no sense are refused by a message and an exit code, before anything is done. */
export function judgeRejections(attempts: readonly Attempt[], plain: RunRecord<Effects>, flaw?: string): Verdict {
  const found: Evidence[] = [];
  let refused = 0;
  let reason: string | undefined;
  for (const { typed, flag, run, mayBeMeant } of attempts) {
    const details = { arguments: run.plan.arguments, flag, ending: endingOf(run.exit) };
    const parts = { details, run: run.plan, ...(flaw !== undefined && { flaw }) };
    const { exit } = run;
    if (needsPostgres(run) && !needsPostgres(plain)) reason ??= `needs PostgreSQL: ${endingOf(exit)}`;
    else if (isSuccess(exit))
      found.push(
        evidence(`\`${typed}\` is accepted`, { ...parts, ...(mayBeMeant === true && { severity: 'warning' }) }),
      );
    else if (isLikePlain(run, plain)) reason ??= `the plain run fails in the same way: ${endingOf(exit)}`;
    else if (isRefusal(exit)) {
      const late = doneBefore(run);
      if (late === undefined) refused += 1;
      else found.push(evidence(`\`${typed}\` is refused only after ${late.what}`, { ...parts, stack: late.stack }));
    } else if (exit.kind === 'exception')
      found.push(evidence(`\`${typed}\` ends in a traceback: ${endingOf(exit)}`, { ...parts, stack: stackOf(exit) }));
    else if (exit.kind === 'killed' && isSuccess(plain.exit))
      found.push(evidence(`\`${typed}\` is accepted: ${endingOf(exit)}`, { ...parts, stack: stackOf(exit) }));
    else reason ??= endingOf(exit);
  }
  if (found.length === 0 && refused < attempts.length) return inconclusive(reason ?? 'not every run could be judged');
  return verdictOf(found, refused);
}

/** It would have failed there whatever was typed. */
function isLikePlain({ exit }: RunRecord, plain: RunRecord): boolean {
  if (isSuccess(plain.exit) || exit.kind !== plain.exit.kind) return false;
  return endingOf(exit) === endingOf(plain.exit);
}

function doneBefore({ observation, requests }: RunRecord<Effects>) {
  const write = observation.writes.find(({ rows, rolled_back: undone }) => !undone && rows !== 0);
  if (write !== undefined) return { what: `a write to \`${write.table ?? 'the database'}\``, stack: write.stack };
  return requests.length === 0 ? undefined : { what: counted(requests.length, 'request'), stack: [] };
}
