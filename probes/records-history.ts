import {
  copiesOf,
  counted,
  defineProbe,
  evidence,
  historyOf,
  inconclusive,
  liesOf,
  newRows,
  plainRun,
  seen,
  statusOf,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutRecords,
  writesTo,
} from '#probe-kit';

/**
 * Reads the record that a run leaves in the sync history.
 *
 * @remarks
 * Monitoring and delta syncs believe the history. There has to be one record of the run, with a status that the model knows and that says success, with the
 * times of the run, with the source that was copied, and with counts that the tables confirm. A run that refuses invented records may call itself partial.
 */
export const probe = defineProbe({
  id: 'records-history',
  title: 'A run leaves one true record in the history',
  property: 'a run leaves one record in the history, and what it says is true',
  group: 'History',
  corroborates: ['sync-without-history', 'unknown-history-status', 'unserialisable-configuration'],
  flaw: 'untrue-history',
  severity: 'error',
  since: '0.1.0',
  observation: seen.stored,

  plan: (command, project) => withoutRecords(command, project) ?? trialsOf({ plain: plainRun(command, project) }),

  judge({ plain: [run] }, command, project) {
    const { exit } = run;
    if (exit.kind === 'exception' && exit.type.endsWith('TypeError') && exit.message.includes('JSON serializable')) {
      const parts = { stack: exit.stack, flaw: 'unserialisable-configuration' };
      return verdictOf([evidence(`the record cannot be stored: ${exit.message}`, parts)], 1);
    }
    const trouble = troubleOf(run);
    if (trouble !== undefined) return inconclusive(trouble);
    const { tables, writes } = run.observation;
    const history = historyOf(tables, project);
    const records = history === undefined ? [] : newRows(history);
    const [record] = records;
    if (history === undefined || record === undefined) {
      const work = copiesOf(tables, project).at(0);
      if (work === undefined) return inconclusive('the run stores nothing, and no record of itself');
      const stack = writesTo(work, writes).at(0)?.stack ?? [];
      const summary = `it writes to \`${work.table}\` and leaves no record in the history`;
      return verdictOf([evidence(summary, { stack, details: { table: work.table, inserted: work.inserted } })], 1);
    }
    const stack = writesTo(history, writes).at(-1)?.stack ?? [];
    if (records.length > 1) {
      const details = { records: records.length, statuses: records.map(statusOf) };
      const summary = `one run leaves ${counted(records.length, 'record')} in the history`;
      return verdictOf([evidence(summary, { stack, details, flaw: 'untrue-history' })], 1);
    }
    const lies = [...liesOf(record, run.observation, command, project)];
    const found = [...new Set(lies.map(({ flaw }) => flaw))].flatMap((flaw = 'untrue-history') => {
      const [first, ...others] = lies.filter((lie) => (lie.flaw ?? 'untrue-history') === flaw);
      const details = { record, besides: others.map(({ summary }) => summary) };
      return first === undefined ? [] : [evidence(first.summary, { stack, flaw, details })];
    });
    return verdictOf(found, 1);
  },
});
