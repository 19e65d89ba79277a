import { defineRule, placeOf } from '#rule-kit';

/**
 * A command that tells of a failure and ends as if nothing had happened.
 *
 * @remarks
 * Cron, systemd, CI and whoever writes `manage.py sync && manage.py report` look at the exit code and at nothing else. A
 * handler that prints the error and returns ends in 0: nobody is told, and what depends on the command goes on.
 *
 * Raise `CommandError` with the same text: Django prints it to the standard error stream and exits with 1. Reported are handlers in
 * methods of the command that print or log a failure, outside of loops, and behind which nothing raises. A handler that keeps the
 * error, so that the command raises at its end, is right, and so is one that tries another way, leaves it to a task, or warns.
 *
 * @see {@link https://docs.djangoproject.com/en/stable/howto/custom-management-commands/#command-exceptions}
 */
export const rule = defineRule({
  id: 'failure-exits-zero',
  title: 'Failure that ends in exit code 0',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'always',
  since: '0.1.0',
  messages: {
    zero: '`{command}` tells of a failure here and ends in exit code 0',
  },

  *check(project) {
    const seen = new Set<string>();
    for (const command of project.commands().toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
      for (const event of project.run(command, 'real')?.events ?? []) {
        if (event.kind !== 'handler' || !event.complains || !event.ofCommand) continue;
        if (event.repeated || event.madeUpFor) continue;
        if (event.catches.includes('KeyboardInterrupt') || seen.has(placeOf(event))) continue;
        seen.add(placeOf(event));
        if (project.afterFailure(command, event.at)?.end !== 'success') continue;
        yield {
          messageId: 'zero',
          data: { command: command.name },
          at: event.at,
          subject: command.module,
          flow: [...event.chain, { ...event.at, message: 'handles the exception' }],
        };
      }
    }
  },
});
