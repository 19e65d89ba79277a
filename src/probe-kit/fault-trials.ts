import type { Command } from '../core/commands.ts';
import type { Plan } from '../core/probe.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { Fault } from '../core/trial.ts';
import { plainRun, trialsOf } from './plans.ts';

/** The plain run, and one for each fault of its source, by the name of its trial. */
export function faultTrials<const Name extends string>(
  command: Command,
  project: ProjectModel,
  faults: Readonly<Record<Name, Fault>>,
): Plan<Name | 'plain'> {
  const faulted = Object.entries<Fault>(faults).map(
    ([name, fault]) => [name, plainRun(command, project, [], { answers: { fault } })] as const,
  );
  const planned = { plain: plainRun(command, project), ...Object.fromEntries(faulted) };
  return trialsOf(planned as Record<Name | 'plain', ReturnType<typeof plainRun>>);
}
