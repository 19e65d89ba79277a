import { defineRule, entityOf, listed, type Invocation, type ProjectModel, type SyncCommand } from '#rule-kit';

/**
 * An orchestrator that runs a command before one that it depends on.
 *
 * @remarks
 * Records that refer to others are copied after them: tasks after the customers they are for. The other way round the
 * references of new records lead nowhere until the next run, or the rows are rejected, and nobody looks for the cause in the order
 * of a list.
 *
 * Put the children into the order of their dependencies.
 *
 * What depends on what is configuration: `orchestration.depends` names for an entity the entities that come before it, by
 * the end of their command names. Only an order that is certain counts: not that of threads, of sets, or of a loop over
 * something unknown.
 */
export const rule = defineRule({
  id: 'misordered-child',
  title: 'Child that runs before what it depends on',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: { misordered: '`{orchestrator}` runs `{child}` before {dependencies}, on which it depends' },

  *check(project) {
    for (const orchestrator of project.syncCommands()) {
      const run = orchestrator.kind === 'orchestrator' ? project.run(orchestrator, 'real') : undefined;
      if (run === undefined) continue;
      for (const { child, dependencies } of misordered(project, orchestrator, project.childrenOf(run))) {
        yield {
          messageId: 'misordered',
          data: { orchestrator: orchestrator.name, child: child.name, dependencies: listed(dependencies) },
          at: child.at.file === orchestrator.file ? child.at : orchestrator.at,
          subject: orchestrator.module,
        };
      }
    }
  },
});

interface Step {
  readonly name: string;
  readonly entity: string;
  readonly at: Invocation['at'];
  /** Names of the commands that may have run before it. */
  readonly after: readonly string[];
}

interface Misordered {
  readonly child: Step;
  readonly dependencies: string[];
}

function misordered(
  project: ProjectModel,
  { system }: SyncCommand,
  invocations: readonly Invocation[],
): Iterable<Misordered> {
  const { depends } = project.policy.orchestration;
  const steps = stepsOf(invocations, project.policy.systems[system]?.commands ?? []);
  const found = new Map<string, Misordered>();
  for (const dependency of steps) {
    for (const name of dependency.after) {
      const [child, ...again] = steps.filter((step) => step.name === name);
      if (child === undefined || !Object.hasOwn(depends, child.entity)) continue;
      if (depends[child.entity]?.includes(dependency.entity) !== true) continue;
      // It may have run before all the same, on another path or in an earlier turn.
      const before = [child, ...again].some(({ after }) => after.includes(dependency.name));
      if (before) continue;
      const dependencies: string[] = found.get(child.name)?.dependencies ?? [];
      if (!dependencies.includes(dependency.name)) dependencies.push(dependency.name);
      found.set(child.name, { child, dependencies });
    }
  }
  return found.values();
}

function stepsOf(invocations: readonly Invocation[], patterns: readonly string[]): readonly Step[] {
  return invocations.flatMap(({ command, at, after }) => {
    const entity = command === undefined ? undefined : entityOf(command, patterns);
    return command === undefined || entity === undefined || after === undefined
      ? []
      : [{ name: command, entity, at, after }];
  });
}
