import type { RunRecord } from '../core/trial.ts';
import type { Evidence, Verdict } from '../core/verdict.ts';
import { endingOf, isRefusal, isSuccess, needsPostgres, stackOf, textOf } from './endings.ts';
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
  /** The same with values that make sense: what refuses these too says nothing about the others. */
  readonly proper?: RunRecord<Effects>;
}

/**
 * Arguments that make no sense are refused by a message and an exit code, before anything is done.
 *
 * @param flaw - what it is called that they are not refused; a traceback is a flaw of the rules.
 */
export function judgeRejections(attempts: readonly Attempt[], plain: RunRecord<Effects>, flaw?: string): Verdict {
  const found: Evidence[] = [];
  let refused = 0;
  let reason: string | undefined;
  for (const { typed, flag, run, mayBeMeant, proper } of attempts) {
    const details = { arguments: run.plan.arguments, flag, ending: endingOf(run.exit) };
    const parts = { details, run: run.plan, ...(flaw !== undefined && { flaw }) };
    const { exit } = run;
    if (needsPostgres(run) && !needsPostgres(plain)) reason ??= `needs PostgreSQL: ${endingOf(exit)}`;
    else if (isSuccess(exit) && isIdle(run) && isIdle(plain) && isSaidAlike(run, plain))
      reason ??= `\`${typed}\` changes nothing about a run that does nothing: there may be no data for it to come that far`;
    else if (isSuccess(exit)) {
      const what = complains(run, plain) ? 'is refused in words, but ends in exit code 0' : 'is accepted';
      const severity = mayBeMeant === true ? ({ severity: 'warning' } as const) : {};
      found.push(evidence(`\`${typed}\` ${what}`, { ...parts, ...severity }));
    } else if (isLikePlain(run, plain)) reason ??= `the plain run fails in the same way: ${endingOf(exit)}`;
    else if (proper !== undefined && isAlike(run, proper))
      reason ??= `\`${typedBehind(proper, plain)}\` fails in the same way: ${endingOf(proper.exit)}`;
    else if (isRefusal(exit)) {
      const late = doneBefore(run);
      if (late === undefined) refused += 1;
      else found.push(evidence(`\`${typed}\` is refused only after ${late.what}`, { ...parts, stack: late.stack }));
    } else if (exit.kind === 'exception')
      found.push(evidence(`\`${typed}\` ends in a traceback: ${endingOf(exit)}`, { details, stack: stackOf(exit) }));
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

/** Nobody was asked, and nothing was written, not even to rows that there are none of. */
function isIdle({ observation, requests }: RunRecord<Effects>): boolean {
  const { writes, files, mails, tasks, processes, sent } = observation;
  return [requests, writes, files, mails, tasks, processes, sent].every(({ length }) => length === 0);
}

function isSaidAlike(run: RunRecord, plain: RunRecord): boolean {
  return isSuccess(plain.exit) && linesOf(run).join('\n') === linesOf(plain).join('\n');
}

/** Both fail with the same words, but for the values that were typed. */
function isAlike(run: RunRecord, proper: RunRecord): boolean {
  if (isSuccess(proper.exit) || run.exit.kind !== proper.exit.kind) return false;
  return withoutValues(run) === withoutValues(proper);
}

function withoutValues({ exit, plan }: RunRecord): string {
  const values = plan.arguments.filter((text) => text !== '' && !text.startsWith('-'));
  return values.reduce((text, value) => text.replaceAll(value, '…'), endingOf(exit));
}

function typedBehind({ plan }: RunRecord, plain: RunRecord): string {
  return plan.arguments.slice(plain.plan.arguments.length).join(' ');
}

/** It says that something is wrong, which it does not say otherwise, and does nothing. */
function complains(run: RunRecord<Effects>, plain: RunRecord): boolean {
  if (doneBefore(run) !== undefined) return false;
  const usual = new Set(linesOf(plain));
  return linesOf(run).some((line) => complaint.test(line) && !usual.has(line));
}

const complaint = /\b(invalid|error|wrong|must|cannot|can't|not a valid|not valid|expected|does not match)\b/i;

/** Numbers are times and counts as often as not, which differ from run to run. */
function linesOf(run: RunRecord): readonly string[] {
  return textOf(run).replace(/\d+/g, '0').split('\n');
}

function doneBefore({ observation, requests }: RunRecord<Effects>) {
  const write = observation.writes.find(({ rows, rolled_back: undone }) => !undone && rows !== 0);
  if (write !== undefined) return { what: `a write to \`${write.table ?? 'the database'}\``, stack: write.stack };
  return requests.length === 0 ? undefined : { what: counted(requests.length, 'request'), stack: [] };
}
