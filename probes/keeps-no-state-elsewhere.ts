import {
  copiesOf,
  defineProbe,
  evidence,
  inconclusive,
  inSequence,
  isScratch,
  nameMatcher,
  newRows,
  plainRun,
  seen,
  timesIn,
  trialsOf,
  troubleOf,
  verdictOf,
  withoutRecords,
  writesTo,
  type Evidence,
  type ProjectModel,
  type RunRecord,
} from '#probe-kit';

/**
 * Runs twice and looks where the time of the last run is kept besides the history.
 *
 * @remarks
 * A file, a cache entry or a column that says when a source was last copied is a second truth: it is lost with the server, and nobody looks at it. Files and cache entries count
 * when they are called like such a state; columns and tables when the configuration says so (`state.fields`, `state.tables`) and they hold a time of the run. What lives in the
 * memory of a process cannot be seen between two runs.
 */
export const probe = defineProbe({
  id: 'keeps-no-state-elsewhere',
  title: 'The time of the last sync is kept in the history only',
  property: 'no file, cache entry or column carries the time of the last sync',
  group: 'History',
  corroborates: ['file-sync-state', 'cache-sync-state', 'custom-sync-field', 'custom-sync-table'],
  placed: true,
  severity: 'error',
  since: '0.1.0',
  observation: seen.memory,

  plan(command, project) {
    const both = inSequence(plainRun(command, project), plainRun(command, project));
    return withoutRecords(command, project) ?? trialsOf({ both });
  },

  judge({ both }, _command, project) {
    const found = both.flatMap((run) => [...remembered(run, project)]);
    if (found.length > 0) return verdictOf(found, 2);
    const trouble = both.map((run) => troubleOf(run)).find((reason) => reason !== undefined);
    return trouble === undefined ? verdictOf([], 2) : inconclusive(trouble);
  },
});

function* remembered({ observation }: RunRecord<seen.Memory>, project: ProjectModel): Generator<Evidence> {
  const { files, cache_writes: entries, tables, writes } = observation;
  for (const { path, stack } of files) {
    if (isScratch(path) || !tracking.test(path.split('/').at(-1) ?? path)) continue;
    yield evidence(`the file \`${path}\` carries the state of the sync`, {
      stack,
      flaw: 'file-sync-state',
      details: { path },
    });
  }
  for (const { key, stack } of entries) {
    if (!tracking.test(key)) continue;
    const parts = { stack, flaw: 'cache-sync-state', details: { key } };
    yield evidence(`the cache entry \`${key}\` carries the state of the sync`, parts);
  }
  const { fields, tables: names, allow } = project.policy.state;
  const isField = nameMatcher(fields);
  const isTable = nameMatcher(names);
  const isAllowed = nameMatcher(allow);
  for (const change of copiesOf(tables, project)) {
    const { table, model } = change;
    if (model !== null && isAllowed(model)) continue;
    const stack = writesTo(change, writes).at(-1)?.stack ?? [];
    const columns = columnsOf(change, observation);
    if (isTable(table) || isTable(model?.split('.').at(-1) ?? '')) {
      const summary = `the table \`${table}\` is a history of its own`;
      yield evidence(summary, { stack, flaw: 'custom-sync-table', details: { table, columns } });
      continue;
    }
    for (const column of columns.filter(isField)) {
      const summary = `\`${table}.${column}\` carries the time of the sync`;
      yield evidence(summary, { stack, flaw: 'custom-sync-field', details: { table, column } });
    }
  }
}

/** Columns that hold a time of the run. */
function columnsOf(table: seen.Table, { started, ended }: seen.Memory): readonly string[] {
  const rows = table.updated > 0 ? table.rows : newRows(table);
  const columns = rows.flatMap((row) =>
    Object.entries(row).flatMap(([name, value]) => {
      const times = typeof value === 'string' ? timesIn(value) : [];
      return times.some(({ time, isDay }) => !isDay && time >= started - 1 && time <= ended + 1) ? [name] : [];
    }),
  );
  return [...new Set(columns)];
}

/** Names under which people keep where a sync has got to. */
const tracking =
  /last[_\s.-]?(sync|run|fetch|import|export|update|success|seen|poll|timestamp)|sync(ed)?[_\s.-]?(at\b|time|date|state|cursor|token|marker|since)|checkpoint|watermark|cursor|delta[_-]?(link|token)|resume[_-]?(token|from)/i;
