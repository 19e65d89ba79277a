import {
  defineProbe,
  evidence,
  historyOf,
  inconclusive,
  inSequence,
  isRunning,
  keyOf,
  newRows,
  plainRun,
  seen,
  statusOf,
  textOf,
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
 * Ends runs by an exception, by SIGTERM and by SIGKILL, and looks for records that stay running.
 *
 * @remarks
 * A record that stays running looks like a sync that takes long; locks by status never open again. After an exception the run itself has to finish its record. A process
 * that was killed cannot: the next run has to repair its record, or at least report it.
 */
export const probe = defineProbe({
  id: 'no-running-record-left',
  title: 'No record stays running',
  property: 'no record stays running, however its run ended, once another one was made',
  group: 'History',
  corroborates: ['unfinished-history'],
  controls: ['plain'],
  severity: 'error',
  since: '0.1.0',
  observation: seen.stored,

  plan(command, project) {
    const without = withoutRecords(command, project);
    if (without !== undefined) return without;
    const plain = plainRun(command, project);
    const ended = (signal: 'SIGTERM' | 'SIGKILL') =>
      plainRun(command, project, [], { interruption: { signal, after: 'first-write' } });
    return trialsOf({
      plain,
      failing: plainRun(command, project, [], { answers: { fault: 'unavailable' } }),
      terminated: inSequence(ended('SIGTERM'), plain),
      killed: inSequence(ended('SIGKILL'), plain),
    });
  },

  judge({ plain: [plain], failing: [failing], terminated, killed }, _command, project) {
    const found = [
      ...leftBy('a run that fails', failing, undefined, project),
      ...leftBy('a run that SIGTERM ends', terminated[0], terminated[1], project),
      ...leftBy('a run that SIGKILL ends', killed[0], killed[1], project),
    ];
    if (found.length > 0) return verdictOf(found, 3);
    const trouble = troubleOf(plain);
    if (trouble !== undefined) return inconclusive(trouble);
    if (historyOf(plain.observation.tables, project) === undefined)
      return inconclusive('the plain run leaves no record');
    return verdictOf([], 3);
  },
});

type Run = RunRecord<seen.Stored>;

function* leftBy(what: string, run: Run, next: Run | undefined, project: ProjectModel): Generator<Evidence> {
  const history = historyOf(run.observation.tables, project);
  if (history === undefined || run.exit.kind === 'returned') return;
  if (run.exit.kind === 'killed' && run.exit.why !== 'interruption') return;
  // Where the next run fails, or is refused because of the record, nobody has repaired it.
  const later = next === undefined ? undefined : historyOf(next.observation.tables, project);
  for (const row of newRows(history).filter((one) => isRunning(statusOf(one)))) {
    const now = later?.rows.find((one) => keyOf(one) === keyOf(row)) ?? row;
    if (!isRunning(statusOf(now)) || (next !== undefined && reports.test(textOf(next)))) continue;
    const stack = writesTo(history, run.observation.writes).find(({ rows }) => rows !== 0)?.stack ?? [];
    const after = next === undefined ? '' : ', and the next run leaves it so';
    const summary = `${what} leaves its record \`${statusOf(now)}\`${after}`;
    yield evidence(summary, { stack, details: { record: now } });
  }
}

const reports =
  /still running|already running|in progress|abandon|stale|interrupted|unfinished|did not (end|finish)|crashed/i;
