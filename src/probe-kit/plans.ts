import type { Command } from '../core/commands.ts';
import { dryRunFlag, dryRunOption, isOfOneMode } from '../core/dry-run.ts';
import type { Plan } from '../core/probe.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { RunPlan, Trial } from '../core/trial.ts';
import { baseArguments } from './arguments.ts';
import { isUnplanned, type Unplanned } from './unplanned.ts';

type Runs = readonly [RunPlan, ...RunPlan[]];
/** What one trial does: one run, or several that share a database. */
export type Planned = RunPlan | Runs | Unplanned;

/** All of the trials, or the reason of the first that cannot be planned. */
export function trialsOf<Name extends string>(planned: Readonly<Record<Name, Planned>>): Plan<Name> {
  const trials: [string, Trial][] = [];
  for (const [name, plan] of Object.entries<Planned>(planned)) {
    if (isUnplanned(plan)) return plan;
    trials.push([name, { runs: 'arguments' in plan ? [plan] : plan }]);
  }
  return { trials: Object.fromEntries(trials) as Record<Name, Trial> };
}

/** Runs that share a database, one after the other. */
export function inSequence(...planned: readonly (RunPlan | Unplanned)[]): Planned {
  const runs: RunPlan[] = [];
  for (const run of planned) {
    if (isUnplanned(run)) return run;
    runs.push(run);
  }
  const [first, ...rest] = runs;
  return first === undefined ? { notApplicable: 'there is nothing to try' } : [first, ...rest];
}

/** What a run has besides its arguments; keys in one order, so that equal runs are equal texts. */
export type Surroundings = Omit<RunPlan, 'arguments'>;

/** A run that does what the command is for, with nothing typed but what it needs and `more`. */
export function plainRun(
  command: Command,
  { policy }: ProjectModel,
  more: readonly string[] = [],
  surroundings: Surroundings = {},
): RunPlan | Unplanned {
  const base = baseArguments(command, policy);
  if ('length' in base) return runOf([...base, ...modeOf(command, policy, 'real'), ...more], surroundings);
  return base;
}

/** A run that the command promises to be without effect. */
export function dryRun(command: Command, { policy }: ProjectModel, more: readonly string[] = []): RunPlan | Unplanned {
  const option = dryRunOption(command, policy.dryRun);
  if (option === undefined) return { notApplicable: 'it has no dry run' };
  if (isOfOneMode(option, command)) return { notApplicable: 'its dry run is one of some other flag only' };
  const base = baseArguments(command, policy);
  if ('length' in base) return runOf([...base, ...modeOf(command, policy, 'dry'), ...more], {});
  return base;
}

/** `--commit` makes a run a real one, and so does `--no-dry-run` where dry runs are the default. */
function modeOf(command: Command, { dryRun: policy }: ProjectModel['policy'], mode: 'dry' | 'real'): readonly string[] {
  const option = dryRunOption(command, policy);
  const flag = option && dryRunFlag(option, policy);
  if (option === undefined || flag === undefined || isOfOneMode(option, command)) return [];
  const isInverted = policy.invertedFlags.includes(flag);
  if (isInverted) return mode === 'real' ? [flag] : [];
  if (mode === 'dry') return [flag];
  const isDefault = option.default.known && option.default.value === true;
  const negation = option.strings.find((text) => text.startsWith('--no-'));
  return isDefault && negation !== undefined ? [negation] : [];
}

function runOf(typed: readonly string[], surroundings: Surroundings): RunPlan {
  const { answers, seed, interruption, withoutCredentials, deadline } = surroundings;
  return {
    arguments: typed,
    ...(answers !== undefined && { answers }),
    ...(seed !== undefined && { seed }),
    ...(interruption !== undefined && { interruption }),
    ...(withoutCredentials !== undefined && { withoutCredentials }),
    ...(deadline !== undefined && { deadline }),
  };
}
