import { defineRule, eachPlace, type Command, type ProjectModel } from '#rule-kit';

/**
 * A record of the sync history that is created or changed in a dry run.
 *
 * @remarks
 * The next delta sync starts where the last successful run ended. A dry run that stores a success moves that point without
 * having copied anything: whatever changed before it is lost.
 *
 * The run is followed with the flag given. Conditions that depend on the flag are decided by it, wherever its value was
 * passed on to; behind a condition that may depend on it in a way that cannot be followed nothing is said. What a
 * transaction takes back does not count. Which flags ask for a dry run is configuration: `flags.dry-run.names` and
 * `flags.dry-run.inverted`; functions that do nothing in one are `dry-run.guards`.
 *
 * Leave the history alone in a dry run.
 */
export const rule = defineRule({
  id: 'history-written-in-dry-run',
  title: 'Dry run that writes the history',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    created: '`{command}` makes a record in the sync history in a dry run',
    updated: '`{command}` changes the sync history in a dry run',
  },

  *check(project) {
    const commands = project.commands().filter((command) => hasDryRun(project, command));
    const found = eachPlace(project, commands, 'dry', (event) => {
      if (event.kind !== 'history' || event.doubtful || event.rolledBack) return undefined;
      return event.action === 'create' || event.action === 'update' ? event : undefined;
    });
    for (const { event, command, flow } of found) {
      const messageId = event.action === 'create' ? 'created' : 'updated';
      yield { messageId, data: { command: command.name }, at: event.at, subject: command.module, flow };
    }
  },
});

function hasDryRun({ policy }: ProjectModel, { options }: Command): boolean {
  const { flags, invertedFlags } = policy.dryRun;
  return [...flags, ...invertedFlags].some((flag) => options.accepts(flag) === 'yes');
}
