import {
  copiesOf,
  defineProbe,
  evidence,
  inconclusive,
  lacks,
  parametersOf,
  plainRun,
  seen,
  trialsOf,
  troubleOf,
  verdictOf,
  type ProjectModel,
  type RunRecord,
} from '#probe-kit';

/**
 * Runs with two small sizes of batches and looks at what is written, and asked for, at once.
 *
 * @remarks
 * Operators make batches smaller when a database or an API cannot keep up. Either a page that is requested has the size that was
 * given, or no statement writes more rows. A command that writes row by row shows nothing of its batches: that is inconclusive.
 */
export const probe = defineProbe({
  id: 'batch-size-respected',
  title: 'Batches have the size that was asked for',
  property: 'no batch is larger than `--batch-size`',
  group: 'Flags',
  corroborates: ['unread-flag'],
  flag: '--batch-size',
  flaw: 'batch-size-exceeded',
  severity: 'error',
  since: '0.1.0',
  observation: seen.queries,

  plan(command, project) {
    return (
      lacks(command, '--batch-size') ??
      trialsOf({
        two: plainRun(command, project, ['--batch-size=2']),
        three: plainRun(command, project, ['--batch-size=3']),
      })
    );
  },

  judge({ two: [two], three: [three] }, _command, project) {
    const trouble = troubleOf(two, 'run with `--batch-size 2`') ?? troubleOf(three, 'run with `--batch-size 3`');
    if (trouble !== undefined) return inconclusive(trouble);
    const largest = largestWrite(two, project);
    const other = largestWrite(three, project);
    const pages = pageSizes(two).filter(({ name, size }) => size === 2 && asks(three, name, 3));
    if (largest !== undefined && largest.rows > 2 && pages.length === 0) {
      const details = { flag: '--batch-size', table: largest.table, rows: largest.rows, size: 2 };
      const summary = `a batch of ${largest.rows} rows is written to \`${largest.table ?? '?'}\` with \`--batch-size 2\``;
      // Whatever is typed, as many rows are written: the flag is read by nobody, or in vain.
      const isInVain = other !== undefined && other.rows === largest.rows && other.rows > 3;
      const flaw = isInVain ? 'unread-flag' : 'batch-size-exceeded';
      return verdictOf([evidence(summary, { stack: largest.stack, details, flaw })], 2);
    }
    if (pages.length > 0) return verdictOf([], 2);
    if (largest?.rows === 2 && other?.rows === 3) return verdictOf([], 2);
    return inconclusive('neither pages nor writes show how large a batch is');
  },
});

type Run = RunRecord<seen.Queries>;

function largestWrite({ observation }: Run, project: ProjectModel) {
  const tables = new Set(copiesOf(observation.tables, project).map(({ table }) => table));
  const rows = observation.writes.flatMap((write) =>
    write.rows === null || write.table === null || !tables.has(write.table) || !isOfRecords(write.verb)
      ? []
      : [{ ...write, rows: write.rows }],
  );
  return rows.sort((a, b) => b.rows - a.rows)[0];
}

/** One `UPDATE` or `DELETE` may be for any number of rows, whatever the size of a batch. */
function isOfRecords(verb: string): boolean {
  return /^(INSERT|REPLACE|MERGE|COPY)$/i.test(verb);
}

function pageSizes({ requests }: Run) {
  return requests.flatMap((request) =>
    [...parametersOf(request)].map(([name, value]) => ({ name, size: Number(value) })),
  );
}

function asks(run: Run, name: string, size: number): boolean {
  return pageSizes(run).some((page) => page.name === name && page.size === size);
}
