import {
  claimOf,
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
  servedBy,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutCopies,
  withoutSource,
  writesTo,
} from '#probe-kit';

/**
 * Serves the same records twice, the second time with other values.
 *
 * @remarks
 * A sync that inserts and never updates shows the state of the first day for ever. One that inserts again has every customer twice. The second run is
 * a full one where the command offers that, so that a date in the invented records cannot hide them.
 */
export const probe = defineProbe({
  id: 'updates-records',
  title: 'Changed records change their rows',
  property: 'records that have changed at the source change their rows, and no row is added',
  group: 'Data',
  corroborates: [],
  flaw: 'unstored-changes',
  severity: 'error',
  since: '0.1.0',
  observation: seen.stored,

  plan(command, project) {
    const full = has(command, '--full') ? ['--full'] : [];
    const again = plainRun(command, project, full, { answers: { edition: 2 } });
    return withoutCopies(command, project) ?? trialsOf({ both: inSequence(plainRun(command, project), again) });
  },

  judge({ both: [first, second] }, command, project) {
    if (second === undefined) return inconclusive('it was not run twice');
    const trouble = troubleOf(first) ?? troubleOf(second, 'second run');
    if (trouble !== undefined) return inconclusive(trouble);
    const none = withoutSource(first, command, project);
    if (none !== undefined) return none;
    const before = differenceOf(first.observation.tables, project);
    const after = differenceOf(second.observation.tables, project);
    if (before.inserted === 0)
      return inconclusive('the first run stores nothing: record an answer in `probe.fixtures`');
    const details = { first: before, second: after, served: servedBy(second.requests) };
    const { tables, writes } = second.observation;
    const added = copiesOf(tables, project).find(({ inserted }) => inserted > 0);
    const stack = added === undefined ? [] : (writesTo(added, writes).find(({ rows }) => rows !== 0)?.stack ?? []);
    if (after.inserted >= before.inserted && after.updated === 0 && after.deleted === 0) {
      if (!second.observation.tables.some(hasRecordTwice)) {
        return inconclusive('it adds rows, which may be of other records: record an answer in `probe.fixtures`');
      }
      return verdictOf(
        [evidence(`it adds ${counted(after.inserted, 'row')} for records that it has`, { stack, details })],
        1,
      );
    }
    if (after.updated > 0 || after.deleted > 0) return verdictOf([], 1);
    if (servedBy(second.requests) < servedBy(first.requests)) return inconclusive('the second run is served less');
    if ((claimOf(second, project, 'failed') ?? 0) > 0)
      return inconclusive('the second run refuses the invented records');
    const summary = `${counted(before.inserted, 'row')} stay as they were after their records have changed`;
    return verdictOf([evidence(summary, { details })], 1);
  },
});

/** A new row has the number that an old one has at the source; its own key was given to it by the database. */
function hasRecordTwice({ rows, before }: seen.Table): boolean {
  const known = new Set(before.flatMap(numbersOf));
  const old = new Set(before.map(keyOf));
  return rows.some((row) => !old.has(keyOf(row)) && numbersOf(row).some((number) => known.has(number)));
}

function numbersOf(row: seen.Row): readonly string[] {
  return Object.entries(row).flatMap(([name, value]) =>
    /_(id|key|code|uuid|number)$/.test(name) && (typeof value === 'string' || typeof value === 'number')
      ? [`${name} ${value}`]
      : [],
  );
}
