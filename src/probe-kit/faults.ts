import type { Command } from '../core/commands.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { RunRecord } from '../core/trial.ts';
import type { Evidence, Verdict } from '../core/verdict.ts';
import { askedBy, withoutSources } from './asked-sources.ts';
import { endingOf, isSuccess, needsPostgres, stackOf, textOf, troubleOf } from './endings.ts';
import { copiesOf, historyOf, isFailed, newRows, statusOf } from './history.ts';
import { databaseSystemOf } from './orchestration.ts';
import { counted, evidence, inconclusive, verdictOf } from './verdicts.ts';
import type { Failure } from './seen.ts';

export interface Faulted {
  /** What went wrong, after `when`, with an API: `every request is refused (401)`. */
  readonly when: string;
  /** The same of a database. */
  readonly ofDatabase: string;
  readonly run: RunRecord<Failure>;
  /** What a message would say that names the cause. */
  readonly cause: RegExp;
  /** The first answer is as usual: whoever asks once does not meet it. */
  readonly late?: boolean;
  /** The API is well again after a while: a run that succeeds in the end is right, too. */
  readonly passes?: boolean;
}

/** What a probe of faults calls whatever is wrong with the way a run fails. */
const flaw = 'ungraceful-failure';
/** More than anybody would call a few attempts. */
const manyRequests = 30;

/** A run that meets a fault ends with a message that names the cause and a non-zero exit code, and does not go on for ever. */
export function judgeFaults(
  planned: readonly Faulted[],
  plain: RunRecord<Failure>,
  command: Command,
  project: ProjectModel,
): Verdict {
  const idle = withoutSources(plain, command, project);
  if (idle !== undefined && databaseSystemOf(command, project) !== undefined) return idle;
  const trouble = troubleOf(plain);
  if (trouble !== undefined) return inconclusive(trouble);
  if (idle !== undefined) return idle;
  const faulted = planned.filter(({ run, late }) => late !== true || hasMetLateFault(run));
  const reached = faulted.filter(({ run }) => askedBy(run) > 0 || run.observation.connections.length > 0);
  const blind = reached.find(({ run }) => needsPostgres(run));
  const found = reached.flatMap((one) => (needsPostgres(one.run) ? [] : [...flawsOf(one, plain, project)]));
  if (found.length > 0) return verdictOf(found, reached.length);
  if (blind !== undefined) return inconclusive(`needs PostgreSQL: ${endingOf(blind.run.exit)}`);
  const undecided = reached.find(({ run }) => run.exit.kind === 'killed');
  if (undecided !== undefined) return inconclusive(`when ${whenOf(undecided)}: ${endingOf(undecided.run.exit)}`);
  if (reached.length < faulted.length) return inconclusive('it sends no request that could fail');
  return verdictOf([], reached.length);
}

function hasMetLateFault({ requests, observation }: RunRecord<Failure>): boolean {
  return requests.some(({ status }) => status === 500) || observation.sources.some(({ refused }) => refused);
}

function* flawsOf(faulted: Faulted, plain: RunRecord<Failure>, project: ProjectModel): Generator<Evidence> {
  const { run, cause, passes } = faulted;
  const when = whenOf(faulted);
  const { exit, observation, requests } = run;
  const last = requests.at(-1)?.url ?? observation.sources.at(-1)?.name ?? null;
  const details = { requests: askedBy(run), ending: endingOf(exit), last };
  yield* leaks(faulted);
  if (isSuccess(exit)) {
    if (passes === true) return;
    const told = observation.logs.findLast(({ level }) => level !== 'WARNING') ?? observation.logs.at(-1);
    const parts = { details, run: run.plan, ...(told !== undefined && { stack: told.stack }) };
    yield evidence(`it ends in exit code 0 when ${when}`, parts);
    return;
  }
  if (exit.kind === 'killed') {
    yield* endlessness(faulted, plain, details);
    return;
  }
  if (exit.kind === 'exception') {
    const parts = { details, stack: stackOf(exit), severity: 'warning', flaw } as const;
    yield evidence(`it ends in a traceback when ${when}: ${endingOf(exit)}`, parts);
  } else if (!namesCause(faulted, cause)) {
    yield evidence(`it does not say why it fails when ${when}`, { details, severity: 'warning', flaw });
  }
  yield* halfDone(faulted, project);
}

function whenOf({ when, ofDatabase, run }: Faulted): string {
  return isOfDatabase(run) ? ofDatabase : when;
}

function isOfDatabase({ requests, observation }: RunRecord<Failure>): boolean {
  return requests.length === 0 && observation.sources.length > 0;
}

/** Whatever is wrong with a database, its driver has one error for it. */
function namesCause({ run }: Faulted, cause: RegExp): boolean {
  const text = `${textOf(run)}\n${run.observation.logs.map(({ message }) => message).join('\n')}`;
  return cause.test(text) || (isOfDatabase(run) && /operational|programming|database|driver|query|sql/i.test(text));
}

/** Credentials that the harness has made up, and that the output shows. */
function* leaks(faulted: Faulted): Generator<Evidence> {
  const [fake] = /synclint-fake-[\w-]+/.exec(textOf(faulted.run)) ?? [];
  if (fake === undefined) return;
  const details = { credential: fake.replace('synclint-fake-', '') };
  yield evidence(`a credential is in the output when ${whenOf(faulted)}`, { details, flaw });
}

/** It waits, or tries again, without end. */
function* endlessness(
  faulted: Faulted,
  plain: RunRecord<Failure>,
  details: NonNullable<Evidence['details']>,
): Generator<Evidence> {
  const { run } = faulted;
  const { exit, observation } = run;
  const when = whenOf(faulted);
  if (exit.kind !== 'killed' || exit.why !== 'deadline') return;
  const patient = observation.connections.find(({ how, timeout }) => how === 'redirected' && timeout === null);
  const attempts = askedBy(run) - askedBy(plain);
  if (attempts > manyRequests) {
    const stack = pauseOf(observation)?.stack ?? stackOf(exit);
    yield evidence(`it tries again without end when ${when}: ${counted(askedBy(run), 'attempt')}`, {
      ...{ stack, details, flaw },
    });
  } else if (patient !== undefined) {
    yield evidence(`it waits for an answer without a time limit when ${when}`, { stack: patient.stack, details, flaw });
  }
}

/** The pause of the outermost loop: an endless loop within it would never have come back to it. */
function pauseOf({ sleeps }: Failure): Failure['sleeps'][number] | undefined {
  const repeated = sleeps.filter((one) => sleeps.filter((other) => isAtSamePlace(one, other)).length > 1);
  return repeated.toSorted((a, b) => a.stack.length - b.stack.length).at(0) ?? sleeps.at(-1);
}

function isAtSamePlace(a: Failure['sleeps'][number], b: Failure['sleeps'][number]): boolean {
  return JSON.stringify(a.stack) === JSON.stringify(b.stack);
}

/** Records were stored, and no record of the history says that the rest is missing. */
function* halfDone(faulted: Faulted, project: ProjectModel): Generator<Evidence> {
  const { tables } = faulted.run.observation;
  const written = copiesOf(tables, project).find(({ inserted, updated }) => inserted + updated > 0);
  if (written === undefined || project.policy.history.model === undefined) return;
  const history = historyOf(tables, project);
  const rows = history === undefined ? [] : newRows(history);
  if (rows.some((row) => isFailed(statusOf(row)))) return;
  yield evidence(`it leaves half of the records behind when ${whenOf(faulted)}, and no failed record in the history`, {
    details: { table: written.table, inserted: written.inserted, updated: written.updated },
    flaw,
  });
}
