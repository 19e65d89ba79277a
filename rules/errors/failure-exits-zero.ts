import {
  allOptions,
  defineRule,
  isSideStep,
  placeOf,
  type Command,
  type CommandRun,
  type Location,
  type ProjectModel,
} from '#rule-kit';

/**
 * A command that tells of a failure and ends as if nothing had happened.
 *
 * @remarks
 * Cron, systemd, CI and whoever writes `manage.py sync && manage.py report` look at the exit code and at nothing else. A
 * handler that prints the error and returns ends in 0: nobody is told, and what depends on the command goes on.
 *
 * Raise `CommandError` with the same text: Django prints it to the standard error stream and exits with 1. Reported are handlers in
 * methods of the command that print or log a failure, outside of loops, and behind which nothing raises and no other work is done:
 * what failed was what the command is for, and not a step that it can do without.
 *
 * A handler that keeps the error, so that the command raises at its end, is right, and so is one that tries another way, leaves it to
 * a task, hands it to an error tracker, takes another value instead, or counts what failed. A warning is none (`logger.warning`, `style.WARNING`), nor is what the
 * text or a comment calls optional ("skipping", "non-fatal", "already exists"), nor a mail that brings the news of work that is done.
 *
 * Nothing is said of what the command also does in a loop, of one step among several that look after themselves, and of commands that another one starts and
 * that go on, unless they drop a `CommandError` of their own: what starts them counts on that one; nor where somebody reads what is
 * printed: in a command that asks at the terminal and has no option to keep it from asking, in one that
 * changes nothing and whose name or help begins with what it is for ("check", "list", "show", "report"), and in commands called
 * `test_…`, `send_test_…` or `debug_…`, in those that run at every start (`bootstrap_…`, `ensure_…`), and functions such as
 * `health_check`.
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
    const steps = stepsOfOthers(project);
    const files = new Set(project.commands().map(({ file }) => file));
    const isOwn = ({ file }: Location, command: Command): boolean => file === command.file || !files.has(file);
    for (const command of project.commands().toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
      const run = project.run(command, 'real');
      if (run === undefined || onlyReports(command, run) || needsSomebody(command, run)) continue;
      const isStep = steps.has(command.module);
      const oneOfMany = placesInLoops(run);
      for (const event of run.events) {
        if (event.kind !== 'handler' || !event.complains || !event.ofCommand) continue;
        if (event.repeated || oneOfMany.has(placeOf(event)) || event.madeUpFor || isSideStep(event, run)) continue;
        // Whoever starts it may get along without what a handler gives up; a `CommandError` is what it would have been told by.
        if (isStep && !event.leaves && !event.dropped.some((at) => isOwn(at, command))) continue;
        if (showing.test(event.function) || (event.notifies && !isNotifying(command))) continue;
        if (event.catches.includes('KeyboardInterrupt') || seen.has(placeOf(event))) continue;
        seen.add(placeOf(event));
        const after = project.afterFailure(command, event.at);
        if (after?.end !== 'success' || after.worksOn) continue;
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

/** Handlers that a run also comes to in a loop: what fails is one of many. */
function placesInLoops({ events }: CommandRun): ReadonlySet<string> {
  const handlers = events.flatMap((event) => (event.kind === 'handler' ? [event] : []));
  // `if options["one"]: self.fetch(…)` is all that such a run does, where the handler gives it up.
  const isAlone = (event: (typeof handlers)[number]): boolean =>
    event.leaves && !event.repeated && !event.unconditional;
  const alone = new Set(handlers.flatMap((event) => (isAlone(event) ? [placeOf(event)] : [])));
  return new Set(handlers.flatMap((event) => (event.repeated && !alone.has(placeOf(event)) ? [placeOf(event)] : [])));
}

/** Commands that another one starts: what comes of a step is that one's matter. */
function stepsOfOthers(project: ProjectModel): ReadonlySet<string> {
  return new Set(
    project.commands().flatMap((command) => {
      const run = project.run(command, 'real');
      const calls = run === undefined ? [] : project.childrenOf(run).filter(({ by }) => by === 'call');
      const started = calls.flatMap(({ children }) => children.map(({ module }) => module));
      return started.filter((module) => module !== command.module);
    }),
  );
}

/** Somebody reads what it prints, a failure included, or it must not get in the way. */
function onlyReports({ name, help }: Command, run: CommandRun): boolean {
  if (trial.test(name) || ofStart.test(name)) return true;
  const isReport = [name, help.known ? help.value.trim() : ''].some((text) => reporting.test(text));
  return isReport && run.events.every(({ kind }) => kind !== 'effect');
}

const trial = /^(?:debug|demo|try|playground|benchmark|profile)(?![a-z])|(?:^|[_-])tests?(?![a-z])/i;
const reporting =
  /^(?:check|verif(?:y|ie)|validate|audit|report|list|show|display|print|inspect|diagnose|test|status|analy[sz]e|monitor|explain|compare|find|search|count|stats|preview|benchmark|profile|debug)s?(?![a-z])/i;

/** It runs whenever something is started, which is not to be kept from starting. */
const ofStart = /^(?:bootstrap|ensure|wait_?for)(?![a-z])/i;

/** A function whose answer is read. */
const showing =
  /^_*(?:show|display|print|list|inspect|diagnose|test|debug|monitor|(?:get_|check_)?(?:status|stats|progress|health(?:_?check)?|connection))(?![a-z])|_(?:tests?|health_?check)$/i;

/** It asks at the terminal, and no option keeps it from asking: nobody starts it who looks at an exit code. */
function needsSomebody({ options }: Command, { asks }: CommandRun): boolean {
  return asks && [...allOptions(options)].every(({ dest }) => dest.known && !unattended.test(dest.value));
}

const unattended = /input|interactive|force|yes|confirm|auto|execute|commit|apply|password|silent|quiet|batch/i;

/** Bringing the news is what the command is for. */
function isNotifying({ name, help }: Command): boolean {
  return /send|mail|notif|alert|remind|digest|letter|broadcast|message|news|sms|slack|warn/i.test(
    help.known ? `${name} ${help.value}` : name,
  );
}
