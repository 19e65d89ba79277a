import {
  defineRule,
  djangoCommands,
  dryRunFlag,
  dryRunOption,
  type Command,
  type CommandRun,
  type Invocation,
  type ProjectModel,
} from '#rule-kit';

/**
 * A dry run that does not say that it is one.
 *
 * @remarks
 * Its output looks like that of a real run: in a log, nobody can tell afterwards whether the records were written. Print `DRY RUN`
 * where the run starts, and in its summary.
 *
 * Texts that are printed or logged in a dry run are looked at, in any spelling (`DRY RUN`, `dry-run`). A run that prints a text
 * which could not be told, or calls code that could not be followed, is not reported; nor is one whose children say it, as long as
 * they are told.
 */
export const rule = defineRule({
  id: 'unannounced-dry-run',
  title: 'Dry run that does not say so',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    unannounced: 'no output of `{command} {flag}` says that it is a dry run',
  },

  *check(project) {
    for (const command of project.syncCommands()) {
      const option = dryRunOption(command, project.policy.dryRun);
      const flag = option && dryRunFlag(option, project.policy.dryRun);
      const run = option === undefined ? undefined : project.run(command, 'dry');
      if (flag === undefined || run === undefined || mayAnnounce(project, command, run, new Set())) continue;
      yield {
        messageId: 'unannounced',
        data: { command: command.name, flag },
        at: command.at,
        subject: command.module,
      };
    }
  },
});

function mayAnnounce(project: ProjectModel, command: Command, run: CommandRun, seen: Set<string>): boolean {
  const { events, complete, dryRunEscapes } = run;
  if (!complete || dryRunEscapes) return true;
  seen.add(command.module);
  return (
    events.some((event) => event.kind === 'output' && (/dry[-_ ]?run/i.test(event.text) || event.text.trim() === '')) ||
    project.childrenOf(run).some((call) => childMayAnnounce(project, call, seen))
  );
}

function childMayAnnounce(project: ProjectModel, call: Invocation, seen: Set<string>): boolean {
  if (call.children.length === 0) return call.command === undefined || !djangoCommands.includes(call.command);
  return call.children.some((child) => {
    const option = dryRunOption(child, project.policy.dryRun);
    const run = option && project.run(child, 'dry');
    if (option === undefined || run === undefined || seen.has(child.module)) return false;
    const isTold = call.passes.some(({ name }) => namesOf(option).includes(name));
    return (isTold || !call.complete) && mayAnnounce(project, child, run, seen);
  });
}

function namesOf({ strings, dest }: NonNullable<ReturnType<typeof dryRunOption>>): readonly string[] {
  return [
    ...strings,
    ...strings.map((flag) => flag.replace(/^-+/, '').replaceAll('-', '_')),
    ...(dest.known ? [dest.value] : []),
  ];
}
