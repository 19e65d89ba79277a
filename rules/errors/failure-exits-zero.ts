import { defineRule, placeOf, type Command, type CommandRun } from '#rule-kit';

/**
 * A command that tells of a failure and ends as if nothing had happened.
 *
 * @remarks
 * Cron, systemd, CI and whoever writes `manage.py sync && manage.py report` look at the exit code and at nothing else. A
 * handler that prints the error and returns ends in 0: nobody is told, and what depends on the command goes on.
 *
 * Raise `CommandError` with the same text: Django prints it to the standard error stream and exits with 1. Reported are handlers in
 * methods of the command that print or log a failure, outside of loops, and behind which nothing raises. A handler that keeps the
 * error, so that the command raises at its end, is right, and so is one that tries another way, leaves it to a task, warns, or says
 * that the command goes on without ("skipping", "already exists"). Nothing is said of what every run also does in a loop, nor of a
 * command that changes nothing and whose name or help begins with what it is for: "check", "list", "show", "test" and the like.
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
      const run = project.run(command, 'real');
      if (run === undefined || onlyReports(command, run)) continue;
      const oneOfMany = placesInLoops(run);
      for (const event of run.events) {
        if (event.kind !== 'handler' || !event.complains || !event.ofCommand) continue;
        if (event.repeated || oneOfMany.has(placeOf(event)) || event.madeUpFor) continue;
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

/** Handlers that a run comes to in a loop, and only beside one outside of it: what fails is one of many. */
function placesInLoops({ events }: CommandRun): ReadonlySet<string> {
  const handlers = events.flatMap((event) => (event.kind === 'handler' ? [event] : []));
  // `if options["one"]: self.fetch(…)` is all that such a run does.
  const alone = new Set(handlers.flatMap((event) => (event.repeated || event.unconditional ? [] : [placeOf(event)])));
  return new Set(handlers.flatMap((event) => (event.repeated && !alone.has(placeOf(event)) ? [placeOf(event)] : [])));
}

/** Somebody reads what it prints, a failure included. */
function onlyReports({ name, help }: Command, run: CommandRun): boolean {
  const isReport = [name, help.known ? help.value.trim() : ''].some((text) => reporting.test(text));
  return isReport && run.events.every(({ kind }) => kind !== 'effect');
}

const reporting =
  /^(?:check|verif(?:y|ie)|validate|audit|report|list|show|display|print|inspect|diagnose|test|status)s?(?![a-z])/i;
