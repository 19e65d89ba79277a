import {
  copiesOf,
  counted,
  defineProbe,
  differenceOf,
  evidence,
  has,
  inconclusive,
  inSequence,
  keyOf,
  plainRun,
  seen,
  timesIn,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutCopies,
  withoutSource,
  writesTo,
  type Evidence,
  type ProjectModel,
  type RunRecord,
} from '#probe-kit';

/**
 * Runs twice on the same records.
 *
 * @remarks
 * Schedulers start a sync again after whatever failed, so that a second run must not add, change or delete anything. Rows in which nothing but a time
 * has changed were written again for nothing: that is a note.
 */
export const probe = defineProbe({
  id: 'idempotent',
  title: 'A second run changes nothing',
  property: 'a second run on the same records changes no row',
  group: 'Data',
  corroborates: [],
  flaw: 'unrepeatable-sync',
  severity: 'error',
  since: '0.1.0',
  observation: seen.stored,

  plan(command, project) {
    const full = has(command, '--full') ? ['--full'] : [];
    const again = plainRun(command, project, full);
    return withoutCopies(command, project) ?? trialsOf({ both: inSequence(plainRun(command, project), again) });
  },

  judge({ both: [first, second] }, command, project) {
    if (second === undefined) return inconclusive('it was not run twice');
    const trouble = troubleOf(first) ?? troubleOf(second, 'second run');
    if (trouble !== undefined) return inconclusive(trouble);
    const none = withoutSource(first, command, project);
    if (none !== undefined) return none;
    if (differenceOf(first.observation.tables, project).inserted === 0) {
      return inconclusive('the first run stores nothing: record an answer in `probe.fixtures`');
    }
    return verdictOf([...changes(second, project)], 1);
  },
});

function* changes({ observation }: RunRecord<seen.Stored>, project: ProjectModel): Generator<Evidence> {
  for (const change of copiesOf(observation.tables, project)) {
    const { table, inserted, updated, deleted } = change;
    const parts = {
      details: { table, inserted, updated, deleted },
      stack: writesTo(change, observation.writes).find(({ rows }) => rows !== 0)?.stack ?? [],
    };
    if (inserted > 0 || deleted > 0) {
      const what = [inserted > 0 ? `adds ${inserted}` : '', deleted > 0 ? `deletes ${deleted}` : ''].filter(Boolean);
      yield evidence(`a second run on the same records ${what.join(' and ')} rows of \`${table}\``, parts);
    } else if (updated > 0 && isTimeOnly(change)) {
      const summary = `a second run writes ${counted(updated, 'row')} of \`${table}\` again that have not changed`;
      yield evidence(summary, { ...parts, severity: 'note' });
    } else if (updated > 0) {
      yield evidence(`a second run on the same records changes ${counted(updated, 'row')} of \`${table}\``, parts);
    }
  }
}

/** No column differs but those that hold a time before and after. */
function isTimeOnly({ rows, before }: seen.Table): boolean {
  const earlier = new Map(before.map((row) => [keyOf(row), row]));
  return rows.every((row) => {
    const old = earlier.get(keyOf(row));
    if (old === undefined) return true;
    return Object.entries(row).every(([name, value]) => {
      const was = old[name];
      return JSON.stringify(was) === JSON.stringify(value) || (isTime(was) && isTime(value));
    });
  });
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && timesIn(value).some(({ isDay }) => !isDay);
}
