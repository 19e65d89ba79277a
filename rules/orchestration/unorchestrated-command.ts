import { defineRule, type ProjectModel, type SyncCommand } from '#rule-kit';

/**
 * A command of a system that the system's orchestrator never runs.
 *
 * @remarks
 * Schedules start the orchestrator and trust it to copy everything. A command that it does not run is run by nobody, and its tables
 * stay as they were on the day somebody tried it by hand.
 *
 * Add the command to the orchestrator. Where it is left out on purpose, say so in a suppression comment at its class.
 *
 * A command counts as run when some path of an orchestrator (`*_all`) calls it by name, when its name starts like one that is
 * computed (`f"sync_x_{entity}"`), or when the orchestrator makes an object of its engine. Nothing is said where an orchestrator
 * calls a command by a name that is not known, or does things that could not be followed.
 */
export const rule = defineRule({
  id: 'unorchestrated-command',
  title: 'Command that its orchestrator never runs',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: { unorchestrated: '`{orchestrator}` never runs `{command}`' },

  *check(project) {
    const members = project.syncCommands();
    for (const system of new Set(members.map((command) => command.system))) {
      const own = members.filter((command) => command.system === system);
      const orchestrators = own.filter(({ kind }) => kind === 'orchestrator');
      const [orchestrator] = orchestrators;
      const reached = reach(project, orchestrators);
      if (orchestrator === undefined || reached === undefined) continue;
      for (const command of own) {
        if (command.kind === 'orchestrator' || reached.modules.has(command.module)) continue;
        if (enginesOf(project, command).some((engine) => reached.engines.has(engine))) continue;
        yield {
          messageId: 'unorchestrated',
          data: { orchestrator: orchestrator.name, command: command.name },
          at: command.at,
          subject: command.module,
          related: orchestrators.map(({ name, at }) => ({ ...at, message: `\`${name}\`` })),
        };
      }
    }
  },
});

interface Reached {
  readonly modules: ReadonlySet<string>;
  readonly engines: ReadonlySet<string>;
}

/** Undefined where an orchestrator may run more than is seen, or runs nothing that is seen. */
function reach(project: ProjectModel, orchestrators: readonly SyncCommand[]): Reached | undefined {
  const modules = new Set<string>();
  const engines = new Set<string>();
  for (const orchestrator of orchestrators) {
    const run = project.run(orchestrator, 'real');
    if (run === undefined || !run.complete || run.unresolved.length > 0) return undefined;
    const started = project.childrenOf(run);
    if (started.some(({ command, prefix }) => command === undefined && prefix === undefined)) return undefined;
    for (const child of started.flatMap(({ children }) => children)) modules.add(child.module);
    for (const engine of project.enginesOf(run)) engines.add(engine);
  }
  return modules.size + engines.size === 0 ? undefined : { modules, engines };
}

function enginesOf(project: ProjectModel, command: SyncCommand): readonly string[] {
  const run = project.run(command, 'real');
  return run === undefined ? [] : project.enginesOf(run);
}
