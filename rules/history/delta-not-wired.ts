import { defineRule, type CommandRun, type SyncCommand } from '#rule-kit';

/**
 * A sync command that offers `--full` or `--start-date` and never looks up the last sync in the history.
 *
 * @remarks
 * Whoever offers `--full` promises that a run without it is smaller. Without a look-up of the last successful run every run
 * copies everything, or starts at a date that is kept somewhere else and drifts apart from what was copied.
 *
 * The run of the command is followed from `handle` over files; it fires when it writes to a model and no path looks for
 * a success in the history. Orchestrators leave that to their children.
 *
 * Start where the last successful run of the same source and type ended, unless `--full` or `--start-date` says otherwise.
 */
export const rule = defineRule({
  id: 'delta-not-wired',
  title: 'Delta that never looks where to start',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    unwired: '`{command}` offers {flags}, but never looks up the last sync in the history',
  },

  *check(project) {
    for (const command of project.syncCommands()) {
      const flags = ['--full', '--start-date'].filter((flag) => command.options.accepts(flag) === 'yes');
      if (flags.length === 0 || !isComplete(command, project.run(command, 'real'))) continue;
      const run = project.run(command, 'real');
      if (run === undefined || run.unresolved.some((call) => project.mayReachHistory(call))) continue;
      if (!run.events.some(isWrite) || run.events.some((event) => isLookUp(event, run))) continue;
      const data = { command: command.name, flags: flags.map((flag) => `\`${flag}\``).join(' and ') };
      yield { messageId: 'unwired', data, at: command.at, subject: command.module };
    }
  },
});

/** Everything that an entity command does is known, and it does it by itself. */
function isComplete({ kind }: SyncCommand, run: CommandRun | undefined): boolean {
  return kind === 'entity' && run?.complete === true && !run.events.some((event) => event.kind === 'child');
}

function isWrite(event: CommandRun['events'][number]): boolean {
  return event.kind === 'effect' && (event.effect === 'write' || event.effect === 'sql');
}

/** A look for what is running is none for where to start. */
function isLookUp(event: CommandRun['events'][number], { events }: CommandRun): boolean {
  if (event.kind !== 'history' || event.action !== 'look-up') return false;
  const status = event.fields.get('status');
  const isRunning = events.some(
    (other) => other.kind === 'history' && other.action === 'create' && other.fields.get('status') === status,
  );
  return status === undefined || !isRunning;
}
