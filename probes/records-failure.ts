import {
  defineProbe,
  evidence,
  historyOf,
  inconclusive,
  isFailed,
  isRunning,
  isSuccess,
  isSuccessful,
  fieldOf,
  newRows,
  notApplicable,
  plainRun,
  seen,
  statusOf,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutRecords,
  withoutSources,
  writesTo,
} from '#probe-kit';

/**
 * Lets the API refuse every request and reads the record of the run.
 *
 * @remarks
 * A failure that is stored as a success makes the next delta sync skip what was never copied, and one that stays running tells nobody. The record has to say that the
 * run failed, and why. A run that fails before it makes a record leaves monitoring in the dark: that is a warning.
 */
export const probe = defineProbe({
  id: 'records-failure',
  title: 'A failed run leaves a failed record',
  property: 'a run that fails leaves a record that says so, and why',
  group: 'History',
  corroborates: ['failure-stored-as-success', 'unfinished-history'],
  controls: ['plain'],
  flaw: 'unrecorded-failure',
  severity: 'error',
  since: '0.1.0',
  observation: seen.stored,

  plan(command, project) {
    return (
      withoutRecords(command, project) ??
      trialsOf({
        plain: plainRun(command, project),
        refused: plainRun(command, project, [], { answers: { fault: 'unauthorized' } }),
      })
    );
  },

  judge({ plain: [plain], refused: [refused] }, command, project) {
    const trouble = troubleOf(plain);
    if (trouble !== undefined) return inconclusive(trouble);
    const idle = withoutSources(plain, command, project);
    if (idle !== undefined) return idle;
    if (historyOf(plain.observation.tables, project) === undefined)
      return notApplicable('the plain run leaves no record');
    const { tables, writes } = refused.observation;
    const history = historyOf(tables, project);
    const record = history === undefined ? undefined : newRows(history).at(-1);
    if (history === undefined || record === undefined) {
      if (isSuccess(refused.exit)) return inconclusive('the run does not fail, and leaves no record');
      const parts = { severity: 'warning', flaw: 'unrecorded-failure' } as const;
      return verdictOf([evidence('a run that fails leaves no record in the history', parts)], 1);
    }
    const status = statusOf(record);
    const parts = { stack: writesTo(history, writes).at(-1)?.stack ?? [], details: { record } };
    if (isFailed(status)) {
      const error = fieldOf(record, /error|message|reason|detail/);
      if (error === undefined || (typeof error.value === 'string' && error.value.trim() !== ''))
        return verdictOf([], 1);
      const silent = { ...parts, severity: 'warning', flaw: 'unrecorded-failure' } as const;
      return verdictOf([evidence('the record of a run that failed does not say why', silent)], 1);
    }
    if (isSuccessful(status))
      return verdictOf([evidence(`its credentials are refused, and the record says \`${status}\``, parts)], 1);
    if (isRunning(status)) {
      const summary = `the record of a run that failed stays \`${status}\``;
      return verdictOf([evidence(summary, { ...parts, flaw: 'unfinished-history' })], 1);
    }
    return inconclusive(`nobody can tell whether the status \`${status}\` is that of a failure`);
  },
});
