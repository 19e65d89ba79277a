import {
  copiesOf,
  counted,
  defineProbe,
  dryRun,
  endingOf,
  evidence,
  inconclusive,
  isHistory,
  isSuccess,
  outsideEffects,
  plainRun,
  seen,
  troubleOf,
  trialsOf,
  verdictOf,
  writesOf,
  type Evidence,
  type ProjectModel,
  type RunRecord,
} from '#probe-kit';

/**
 * Looks for whatever outlives a dry run: rows, files, mails, tasks, processes, requests that change something.
 *
 * @remarks
 * People try a dry run on production because it is safe. Statements that were rolled back, or touched no row, are warnings. The
 * history has a probe of its own. A file that a real run does not write is what somebody starts a dry run for: its report. Where
 * a dry run does all that a real one does, the flag is ignored; otherwise single effects stand on the wrong side of a guard.
 */
export const probe = defineProbe({
  id: 'dry-run-writes-nothing',
  title: 'A dry run changes nothing',
  property: 'a dry run leaves no row, file, mail, task, process or changing request behind',
  group: 'Dry run',
  corroborates: ['effect-in-dry-run', 'ignored-dry-run'],
  controls: ['plain'],
  placed: true,
  severity: 'error',
  since: '0.1.0',
  observation: seen.effects,

  plan: (command, project) => trialsOf({ dry: dryRun(command, project), plain: plainRun(command, project) }),

  judge({ dry: [dry], plain: [plain] }, _command, project) {
    const found = [...rows(dry, plain, project), ...outside(dry, plain)];
    if (found.length > 0) return verdictOf(found, 1);
    const trouble = troubleOf(dry, 'dry run');
    if (trouble !== undefined) return inconclusive(trouble);
    return verdictOf([], 1);
  },
});

type Run = RunRecord<seen.Effects>;

function* rows({ observation }: Run, plain: Run, project: ProjectModel): Generator<Evidence> {
  const isCopy = ({ table }: { readonly table: string | null }) =>
    !observation.tables.some((change) => change.table === table && isHistory(change, project)) &&
    !plain.observation.tables.some((change) => change.table === table && isHistory(change, project));
  const changed = copiesOf(observation.tables, project);
  const { lasting, attempts } = writesOf({ ...observation, writes: observation.writes.filter(isCopy) });
  // A statement of which nobody knows how many rows it touched is one that did if its table is not as it was.
  const sure = lasting.filter((write) => write.rows !== null || changed.some(({ table }) => table === write.table));
  const inDry = new Set(sure.map(placeOf));
  const ofPlain = writesOf(plain.observation).lasting.filter(isCopy).map(placeOf);
  const isIgnored = isSuccess(plain.exit) && ofPlain.length > 0 && ofPlain.every((place) => inDry.has(place));
  const flaw = isIgnored ? 'ignored-dry-run' : 'effect-in-dry-run';
  for (const { table, rows: count, sql, stack } of sure) {
    const many = count === null ? '' : `: ${counted(count, 'row')}`;
    yield evidence(`a dry run writes to \`${table ?? 'the database'}\`${many}`, {
      stack,
      flaw,
      details: { sql, table },
    });
  }
  for (const { table, inserted, updated, deleted } of changed) {
    if (sure.some((write) => write.table === table)) continue;
    const details = { table, inserted, updated, deleted };
    yield evidence(`a dry run leaves \`${table}\` other than it was`, { flaw, details });
  }
  for (const { table, rows: count, sql, stack, rolled_back: undone } of attempts) {
    const what = undone ? 'and takes it back' : 'and touches no row';
    const parts = {
      stack,
      severity: 'warning',
      flaw: 'effect-in-dry-run',
      details: { sql, table, rows: count },
    } as const;
    yield evidence(`a dry run writes to \`${table ?? 'the database'}\` ${what}`, parts);
  }
}

function placeOf({ stack, sql }: seen.Statement): string {
  const frame = stack.at(-1);
  return frame === undefined ? sql : `${frame.file}:${frame.line}`;
}

function* outside(dry: Run, plain: Run): Generator<Evidence> {
  const inPlain = new Set([...outsideEffects(plain.observation, plain.requests)].map(({ key }) => key));
  for (const { does, stack, key } of outsideEffects(dry.observation, dry.requests)) {
    const isReport = does.startsWith('changes the file') && isSuccess(plain.exit) && !inPlain.has(key);
    if (isReport) continue;
    yield evidence(`a dry run ${does}`, { stack, flaw: 'effect-in-dry-run', details: { ending: endingOf(dry.exit) } });
  }
}
