import type { RunRecord } from '../core/trial.ts';
import type { Json } from '../core/verdict.ts';
import { someDay } from './arguments.ts';
import { isSuccess } from './endings.ts';
import type { Queries } from './seen.ts';
import { askedTimes, isSameTime, type AskedTime } from './times.ts';

type Run = RunRecord<Queries>;

/** A run, and how many seconds before it the record of another run says that that one has ended. */
export interface AfterRecord {
  readonly run: Run | undefined;
  readonly ago: number;
}

export interface DeltaRuns {
  readonly near: { readonly run: Run; readonly ago: number };
  readonly far: { readonly run: Run; readonly ago: number };
  /** Besides the far record there is a later one that failed. */
  readonly failed: AfterRecord;
  /** Besides the far record there is a later one of another system. */
  readonly other: AfterRecord;
  /** With `--full`, after the near record. */
  readonly full: Run | undefined;
  /** With a start date, after the near record. */
  readonly dated: Run | undefined;
}

export type DeltaVerdict =
  | { readonly reason: string }
  | {
      readonly flaws: readonly {
        readonly summary: string;
        readonly flaw: string;
        readonly details: Record<string, Json>;
      }[];
    };

/** What is asked for moves with the last successful record of the command's own, and with nothing else. */
export function judgeDelta({ near, far, failed, other, full, dated }: DeltaRuns): DeltaVerdict {
  const usesDate = dated !== undefined && asksFrom(dated, Date.parse(someDay) / 1000);
  const flaw = (summary: string, id: string, run: Run) => ({
    ...{ summary, flaw: id },
    details: { asked: askedTimes(run).map(({ where, time }) => `${where}: ${new Date(time * 1000).toISOString()}`) },
  });
  if (!isSuccess(near.run.exit) || !isSuccess(far.run.exit)) return { reason: 'the run after an earlier one fails' };
  const moved = shifting(near, far);
  if (moved.length === 0) {
    const summary = 'whatever the history says, the next run asks from the same time on';
    if (usesDate || hasOtherTimes(near.run, far.run)) return { flaws: [flaw(summary, 'delta-not-wired', near.run)] };
    return { reason: 'nothing that is asked for depends on a time' };
  }
  const flaws: ReturnType<typeof flaw>[] = [];
  if (isFrom(failed, moved))
    flaws.push(flaw('the next run starts where one ended that has failed', 'misguided-delta', failed.run));
  if (isFrom(other, moved))
    flaws.push(flaw('the next run starts where one of another system ended', 'misguided-delta', other.run));
  if (full !== undefined && isSuccess(full.exit) && isAfter({ run: full, ago: near.ago }, moved))
    flaws.push(flaw('with `--full` the run starts where the last one ended', 'misguided-delta', full));
  if (dated !== undefined && isSuccess(dated.exit) && isAfter({ run: dated, ago: near.ago }, moved) && !usesDate)
    flaws.push(flaw('with a start date the run starts where the last one ended', 'misguided-delta', dated));
  return { flaws };
}

interface Moved {
  readonly where: string;
  /** Seconds between the end of the last run and what is asked for: some ask for a little more. */
  readonly offset: number;
}

/** What is asked for in both runs, as far after the record of the one as after that of the other. */
function shifting(near: DeltaRuns['near'], far: DeltaRuns['far']): readonly Moved[] {
  return askedTimes(near.run).flatMap((time) => {
    const offset = time.time - endOf(near);
    const isMoved = askedTimes(far.run).some((other) => other.where === time.where && isAt(other, endOf(far) + offset));
    return isMoved ? [{ where: time.where, offset }] : [];
  });
}

function endOf({ run, ago }: { readonly run: Run; readonly ago: number }): number {
  return run.observation.started - ago;
}

const isAt = (asked: AskedTime, time: number): boolean => isSameTime(asked, time);

function isFrom(after: AfterRecord, moved: readonly Moved[]): after is DeltaRuns['near'] {
  const { run, ago } = after;
  return run !== undefined && isSuccess(run.exit) && isAfter({ run, ago }, moved);
}

function isAfter(after: DeltaRuns['near'], moved: readonly Moved[]): boolean {
  return askedTimes(after.run).some((asked) =>
    moved.some(({ where, offset }) => where === asked.where && isAt(asked, endOf(after) + offset)),
  );
}

function asksFrom(run: Run, time: number): boolean {
  return askedTimes(run).some((asked) => Math.abs(asked.time - time) <= 86_400);
}

/** Some time is asked for, which is another way to say from when on. */
function hasOtherTimes(near: Run, far: Run): boolean {
  const times = askedTimes(near);
  return (
    times.length > 0 &&
    times.some(({ where }) => /since|after|from|start|min|updated|modified|changed|gte?\b/i.test(where)) &&
    askedTimes(far).length > 0
  );
}
