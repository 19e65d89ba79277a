import type { Command } from '../core/commands.ts';
import { compareText } from '../core/location.ts';
import type { Probe } from '../core/probe.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { PlannedProbe, PlannedTrial, ProbePlan } from '../core/probe-plan.ts';

/** Why a probe is not to be carried out for a command, from the configuration; undefined where it is. */
export type BypassReason = (probe: string, command: string) => string | undefined;

/** Decides from the code alone what will be run. Equal trials of one command are run once. */
export function planProbes(
  probes: readonly Probe[],
  commands: readonly Command[],
  project: ProjectModel,
  bypassed: BypassReason,
): ProbePlan {
  const planned: PlannedProbe[] = [];
  const trials: PlannedTrial[] = [];
  for (const command of commands.toSorted((a, b) => compareText(a.name, b.name))) {
    const known = new Map<string, PlannedTrial & { readonly observers: string[] }>();
    for (const probe of probes) {
      planned.push({ command, probe, plan: planOne(probe, command, project, bypassed, known) });
    }
    trials.push(...known.values());
  }
  return { probes: planned, trials };
}

function planOne(
  probe: Probe,
  command: Command,
  project: ProjectModel,
  bypassed: BypassReason,
  known: Map<string, PlannedTrial & { readonly observers: string[] }>,
): PlannedProbe['plan'] {
  const reason = bypassed(probe.id, command.name);
  if (reason !== undefined) return { skipped: 'bypassed', reason };
  const plan = probe.plan(command, project);
  if ('notApplicable' in plan) return { skipped: 'not-applicable', reason: plan.notApplicable };
  if ('inconclusive' in plan) return { skipped: 'inconclusive', reason: plan.inconclusive };
  const named = Object.entries(plan.trials).map(([name, trial]): [string, PlannedTrial] => {
    const key = JSON.stringify(trial);
    const shared = known.get(key) ?? { command, trial, observers: [] };
    if (!shared.observers.includes(probe.id)) shared.observers.push(probe.id);
    known.set(key, shared);
    return [name, shared];
  });
  return { trials: new Map(named) };
}
