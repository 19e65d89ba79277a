import {
  askedTimes,
  defineProbe,
  endingOf,
  evidence,
  inconclusive,
  isSuccess,
  lacks,
  notApplicable,
  plainRun,
  seen,
  someDay,
  stackOf,
  startFlag,
  troubleOf,
  trialsOf,
  verdictOf,
  type RunRecord,
} from '#probe-kit';

/**
 * Asks for everything and for a start date at once.
 *
 * @remarks
 * A full sync copies everything, whatever date is given beside: schedules set the date, and somebody adds `--full` to repair what
 * was lost. Refusing both together breaks that as much as copying from the date on. It shows in requests and queries: the date is
 * in those of a run with the date alone, and must not be in those of both.
 */
export const probe = defineProbe({
  id: 'full-overrides-start-date',
  title: '`--full` wins over the start date',
  property: 'with `--full` everything is asked for, whatever start date is given',
  group: 'Flags',
  corroborates: [],
  flaw: 'full-sync-limited-by-date',
  severity: 'error',
  since: '0.1.0',
  observation: seen.queries,

  plan(command, project) {
    const start = startFlag(command, project.policy.flags);
    if (start === undefined) return { notApplicable: 'it has no flag for a start date' };
    return (
      lacks(command, '--full') ??
      trialsOf({
        full: plainRun(command, project, ['--full']),
        dated: plainRun(command, project, [start, someDay]),
        both: plainRun(command, project, ['--full', start, someDay]),
      })
    );
  },

  judge({ full: [full], dated: [dated], both: [both] }, command, project) {
    const flag = startFlag(command, project.policy.flags) ?? '--start-date';
    const trouble = troubleOf(full, 'run with `--full`') ?? troubleOf(dated, `run with \`${flag}\``);
    if (trouble !== undefined) return inconclusive(trouble);
    const details = { flag: '--full', ending: endingOf(both.exit), requests: both.requests.map(({ url }) => url) };
    if (both.exit.kind === 'killed') return inconclusive(endingOf(both.exit));
    if (!isSuccess(both.exit)) {
      const parts = { details, stack: stackOf(both.exit) };
      return verdictOf([evidence(`\`--full ${flag} ${someDay}\` fails: ${endingOf(both.exit)}`, parts)], 1);
    }
    if (full.requests.length === 0 && askedTimes(dated).length === 0) {
      return notApplicable('it asks nobody for records');
    }
    if (!asksFromDay(dated)) return inconclusive(`\`${flag}\` leaves no trace in what is asked for`);
    if (asksFromDay(full)) return inconclusive('the run with `--full` alone asks for the same day');
    const found = asksFromDay(both) ? [evidence(`\`--full\` is limited by \`${flag} ${someDay}\``, { details })] : [];
    return verdictOf(found, 1);
  },
});

const day = Date.parse(someDay) / 1000;

function asksFromDay(run: RunRecord<seen.Queries>): boolean {
  return askedTimes(run).some(({ time }) => Math.abs(time - day) <= 86_400);
}
