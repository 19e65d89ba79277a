import {
  askedTimes,
  defineProbe,
  evidence,
  has,
  inconclusive,
  inSequence,
  historyOf,
  isSameTime,
  judgeDelta,
  newRows,
  notApplicable,
  pastRecord,
  plainRun,
  seen,
  someDay,
  startFlag,
  timesIn,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutRecords,
  type ProjectModel,
  type RunRecord,
} from '#probe-kit';

/**
 * Puts records of earlier runs into the history and looks from when on the next run asks for records.
 *
 * @remarks
 * A delta sync starts where the last successful one has ended. Two records with different times have to shift what is asked for by just their difference; a later failed
 * record, and records of other systems, change nothing; `--full` and a start date win over all of them. It shows in the parameters of requests and of queries. An API that is
 * always asked for everything shows nothing where it cannot be asked for less.
 */
export const probe = defineProbe({
  id: 'delta-uses-last-sync',
  title: 'A delta starts where the last sync ended',
  property: 'the next run asks for what has changed since the last successful record of its own',
  group: 'History',
  corroborates: ['delta-not-wired', 'mismatched-sync-type'],
  flaw: 'misguided-delta',
  severity: 'error',
  since: '0.1.0',
  observation: seen.queries,

  plan(command, project) {
    const without = withoutRecords(command, project);
    if (without !== undefined) return without;
    const start = startFlag(command, project.policy.flags);
    if (start === undefined && !has(command, '--full')) return { notApplicable: 'it does not offer a delta' };
    const past = (ago: number, status: 'success' | 'failed' = 'success') =>
      pastRecord(command, project, { status, ago });
    const other = pastRecord(command, project, { status: 'success', ago: latest, ofAnother: true });
    const after = (typed: readonly string[], ...rows: readonly (typeof other)[]) => {
      const seed = rows.flatMap((row) => (row === undefined ? [] : [row]));
      return plainRun(command, project, typed, seed.length === 0 ? {} : { seed });
    };
    const plain = plainRun(command, project);
    return trialsOf({
      again: inSequence(plain, plain),
      // The older record is there as well: the newest one counts.
      near: after([], past(far), past(near)),
      far: after([], past(far)),
      failed: after([], past(far), past(latest, 'failed')),
      other: after([], past(far), other),
      full: has(command, '--full') ? after(['--full'], past(near)) : plain,
      dated: start === undefined ? plain : after([start, someDay], past(near)),
    });
  },

  judge({ again: [first, second], ...trials }, command, project) {
    if (second === undefined) return inconclusive('it was not run twice');
    const trouble = troubleOf(first) ?? troubleOf(second, 'second run');
    if (trouble !== undefined) return inconclusive(trouble);
    const asked = [first, second, trials.dated[0]].some((run) => run.requests.length > 0 || askedTimes(run).length > 0);
    if (!asked) {
      return notApplicable('it asks nobody for records');
    }
    const isSeeded = (run: RunRecord) => (run.plan.seed ?? []).length > 0;
    const {
      near: [one],
      far: [two],
      failed: [failed],
      other: [other],
      full: [full],
      dated: [dated],
    } = trials;
    if (!isSeeded(one)) {
      if (startsAtRecord(first, second, project)) return verdictOf([], 1);
      return inconclusive('the code does not say what its records in the history look like');
    }
    const verdict = judgeDelta({
      near: { run: one, ago: near },
      far: { run: two, ago: far },
      failed: { run: (failed.plan.seed ?? []).length > 1 ? failed : undefined, ago: latest },
      other: { run: (other.plan.seed ?? []).length > 1 ? other : undefined, ago: latest },
      full: has(command, '--full') ? full : undefined,
      dated: startFlag(command, project.policy.flags) === undefined ? undefined : dated,
    });
    if ('reason' in verdict) return inconclusive(verdict.reason);
    const found = verdict.flaws.map(({ summary, flaw, details }) => evidence(summary, { flaw, details }));
    return verdictOf(found, 7);
  },
});

/** The second run asks for a time that the record of the first one names, and the first one did not ask for. */
function startsAtRecord(first: Run, second: Run, project: ProjectModel): boolean {
  const history = historyOf(first.observation.tables, project);
  const record = history === undefined ? undefined : newRows(history).at(-1);
  const times = Object.values(record ?? {}).flatMap((value) => (typeof value === 'string' ? timesIn(value) : []));
  const asked = askedTimes(second).filter(({ where }) => !askedTimes(first).some((other) => other.where === where));
  return asked.some((one) => times.some(({ time, isDay }) => !isDay && isSameTime(one, time)));
}

type Run = RunRecord<seen.Queries>;

const day = 86_400;
const latest = 3 * day;
const near = 10 * day;
const far = 24 * day;
