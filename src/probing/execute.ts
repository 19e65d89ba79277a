import pLimit from 'p-limit';
import { hideSecrets } from '../core/redact.ts';
import type { RequestRecord, RunPlan, RunRecord } from '../core/trial.ts';
import type { Json } from '../core/verdict.ts';
import type { PlannedTrial } from '../core/probe-plan.ts';
import type { RunResult } from './protocol.ts';
import type { HeldRecords, World } from './world.ts';

/** A run as it came back: what the harness saw, and what the simulator did. */
export interface ExecutedRun {
  readonly plan: RunPlan;
  readonly result: RunResult;
  readonly requests: readonly RequestRecord[];
  /** What its other sources held, where it had to be kept. */
  readonly held?: RunRecord['held'];
}

export interface ExecutedTrial {
  readonly runs: readonly [ExecutedRun, ...ExecutedRun[]];
  readonly milliseconds: number;
}

/** Called after each trial. */
export type Progress = (done: number, all: number, command: string) => void;

/**
 * Carries out all trials, several at a time; the runs of one trial share a database, one after the other.
 *
 * Trials of faults come last: a command that asks nobody does under a fault what it does without, and is not run again.
 */
export async function executeTrials(
  trials: readonly PlannedTrial[],
  world: World,
  progress: Progress,
): Promise<ReadonlyMap<PlannedTrial, ExecutedTrial>> {
  const executed = new Map<PlannedTrial, ExecutedTrial>();
  const limit = pLimit(world.jobs);
  const carryOut = async (trial: PlannedTrial): Promise<void> => {
    world.interruption.throwIfAborted();
    executed.set(trial, sameWithoutFault(trial, executed) ?? (await executeTrial(trial, nameOf(trial), world)));
    progress(executed.size, trials.length, trial.command.name);
  };
  const nameOf = (trial: PlannedTrial) => `trial${trials.indexOf(trial)}`;
  const faulty = new Set(trials.filter(({ trial }) => trial.runs.some(({ answers }) => answers?.fault !== undefined)));
  await limit.map(
    trials.filter((trial) => !faulty.has(trial)),
    carryOut,
  );
  await limit.map(faulty, carryOut);
  return executed;
}

/** The same runs without their faults, where these were carried out and asked nobody who could have failed. */
function sameWithoutFault(
  { command, trial, observers }: PlannedTrial,
  executed: ReadonlyMap<PlannedTrial, ExecutedTrial>,
): ExecutedTrial | undefined {
  const key = JSON.stringify(trial.runs.map(withoutFault));
  for (const [other, done] of executed) {
    if (other.command !== command || JSON.stringify(other.trial.runs) !== key) continue;
    const isSeen = done.runs.every(({ result }) => observers.every((id) => Object.hasOwn(result.observations, id)));
    const isAlone = done.runs.every(({ requests, result }) => requests.length === 0 && result.contacts === 0);
    if (isSeen && isAlone && done.runs.every(({ result }) => result.trouble === null)) return done;
  }
  return undefined;
}

function withoutFault({ answers, ...run }: RunPlan): RunPlan {
  const others = Object.entries(answers ?? {}).filter(([name]) => name !== 'fault' && name !== 'only');
  return others.length === 0 ? run : { ...run, answers: Object.fromEntries(others) };
}

async function executeTrial(trial: PlannedTrial, database: string, world: World): Promise<ExecutedTrial> {
  const [first, ...rest] = trial.trial.runs;
  const place = (index: number) => ({ name: database, make: index === 0, remove: index === rest.length });
  const runs: [ExecutedRun, ...ExecutedRun[]] = [await executeRun(first, trial, place(0), world)];
  for (const [index, plan] of rest.entries()) runs.push(await executeRun(plan, trial, place(index + 1), world));
  return { runs, milliseconds: runs.reduce((sum, { result }) => sum + result.milliseconds, 0) };
}

async function executeRun(
  plan: RunPlan,
  { command, observers }: PlannedTrial,
  database: { readonly name: string; readonly make: boolean; readonly remove: boolean },
  { sandbox, api, deadline, sourcesUnder, shapeFor }: World,
): Promise<ExecutedRun> {
  const failure = sandbox.ready.commands[command.name];
  if (failure?.type === 'NotInstalled') return notRun(plan, failure.message);
  const exchange = await api.open(plan.answers, shapeFor(command));
  const sources = sourcesUnder(plan.answers);
  try {
    const result = await sandbox.run({
      command: command.name,
      arguments: plan.arguments,
      port: exchange.port,
      database,
      seed: plan.seed ?? [],
      ...sources,
      // That of some URLs alone is the simulator's.
      fault: plan.answers?.only === undefined ? (plan.answers?.fault ?? null) : null,
      interruption: plan.interruption ?? null,
      withoutCredentials: plan.withoutCredentials === true,
      parsesOnly: plan.parsesOnly === true,
      deadline: plan.deadline ?? deadline,
      observers,
    });
    const held = plan.answers?.shown === true ? { held: recordsOf(sources) } : {};
    return withoutSecrets({ plan, result, requests: exchange.requests(), ...held }, sandbox.ready.secrets);
  } finally {
    await exchange.close();
  }
}

/** Before anybody has a look at it: what is cut off later may be cut within a secret. */
function withoutSecrets({ result, requests, ...rest }: ExecutedRun, secrets: readonly string[]): ExecutedRun {
  const { exit, stdout, stderr, observations, trouble } = result;
  const hide = <T>(value: T): T => hideSecrets(value, secrets);
  return {
    ...rest,
    result: {
      ...result,
      exit: 'message' in exit ? { ...exit, message: hide(exit.message) } : exit,
      stdout: { ...stdout, text: hide(stdout.text) },
      stderr: { ...stderr, text: hide(stderr.text) },
      observations: hide(observations),
      trouble: hide(trouble),
    },
    requests: hide(requests),
  };
}

/** By the names under which the harness tells what was read. */
function recordsOf({ tables, seams }: HeldRecords): NonNullable<RunRecord['held']> {
  const ofTables = Object.entries(tables ?? {}).flatMap(([database, its]) =>
    Object.entries(its).map(([name, rows]) => [`${database}.${name}`, rows] as const),
  );
  const ofSeams = Object.entries(seams ?? {}).map(([name, value]) => [name, [value].flat()] as const);
  return Object.fromEntries<readonly Json[]>([...ofTables, ...ofSeams]);
}

/** There is nothing to run where Django does not know the command: another configuration has it, or none. */
function notRun(plan: RunPlan, trouble: string): ExecutedRun {
  const silence = { text: '', bytes: 0 };
  const result: RunResult = {
    kind: 'result',
    id: 0,
    exit: { kind: 'killed', why: 'self', stack: [] },
    stdout: silence,
    stderr: silence,
    observations: {},
    reached: [],
    seams: {},
    contacts: 0,
    trouble,
    milliseconds: 0,
    cpuMilliseconds: 0,
  };
  return { plan, result, requests: [] };
}
