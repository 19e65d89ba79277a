import {
  claimOf,
  counted,
  defineProbe,
  differenceOf,
  evidence,
  inconclusive,
  notApplicable,
  plainRun,
  seen,
  servedBy,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutCopies,
} from '#probe-kit';

/**
 * Serves records to a command whose database is empty, and counts the rows.
 *
 * @remarks
 * A sync that says “5 created” and leaves no row is the worst kind: everybody believes it. What the command says, in its output and in the history, is
 * compared with the tables. Records that it refuses because they were invented say nothing: that is inconclusive, and names the missing answer.
 */
export const probe = defineProbe({
  id: 'creates-records',
  title: 'Served records are stored',
  property: 'records that are served become rows',
  group: 'Data',
  corroborates: [],
  flaw: 'unstored-records',
  severity: 'error',
  since: '0.1.0',
  observation: seen.stored,

  plan: (command, project) => withoutCopies(command, project) ?? trialsOf({ plain: plainRun(command, project) }),

  judge({ plain: [run] }, _command, project) {
    const trouble = troubleOf(run);
    if (trouble !== undefined) return inconclusive(trouble);
    const { tables } = run.observation;
    const { inserted } = differenceOf(tables, project);
    const claimed = claimOf(run, project, 'created');
    if (claimed !== undefined && claimed > 0 && inserted === 0) {
      const details = { claimed, inserted, served: servedBy(run.requests) };
      return verdictOf(
        [evidence(`it says that ${counted(claimed, 'record')} were created, and left no row`, { details })],
        1,
      );
    }
    if (inserted > 0) return verdictOf([], 1);
    if (servedBy(run.requests) === 0) return notApplicable('the plain run is served no records');
    return inconclusive('none of the invented records was stored: record an answer in `probe.fixtures`');
  },
});
