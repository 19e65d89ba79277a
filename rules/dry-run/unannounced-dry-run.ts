import { defineRule, dryRunFlag, dryRunOption, type CommandRun } from '#rule-kit';

/**
 * A dry run that does not say that it is one.
 *
 * @remarks
 * Its output looks like that of a real run: in a log, nobody can tell afterwards whether the records were written. Print `DRY RUN`
 * where the run starts, and in its summary.
 *
 * Texts that are printed or logged in a dry run are looked at, in any spelling (`DRY RUN`, `dry-run`). A run that prints a text
 * which could not be told, or calls code that could not be followed, is not reported.
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
      if (flag === undefined || run === undefined || mayAnnounce(run)) continue;
      yield {
        messageId: 'unannounced',
        data: { command: command.name, flag },
        at: command.at,
        subject: command.module,
      };
    }
  },
});

function mayAnnounce({ events, complete, dryRunEscapes }: CommandRun): boolean {
  if (!complete || dryRunEscapes) return true;
  return events.some(
    (event) => event.kind === 'output' && (/dry[-_ ]?run/i.test(event.text) || event.text.trim() === ''),
  );
}
