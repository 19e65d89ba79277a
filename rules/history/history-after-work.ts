import { defineRule, eachPlace } from '#rule-kit';

/**
 * A record of the sync history that is made only after something was written to another model.
 *
 * @remarks
 * When the process dies before it comes to the record, rows have changed and nothing says so. And the run cannot be
 * seen while it is under way, so a second one may start beside it.
 *
 * It fires where a record is made and no path until there has made one, but one has written to a model. A record of the
 * next sync in the same run is not late.
 *
 * Make the record first, with the status of a sync that is under way, and finish it at the end.
 */
export const rule = defineRule({
  id: 'history-after-work',
  title: 'Record made after the work',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    late: '`{command}` makes its record in the sync history after its first write',
  },

  *check(project) {
    const found = eachPlace(project, project.commands(), 'real', (event) =>
      event.kind === 'history' && event.action === 'create' && event.afterWork && !event.doubtful ? event : undefined,
    );
    for (const { event, command, flow } of found) {
      yield { messageId: 'late', data: { command: command.name }, at: event.at, subject: command.module, flow };
    }
  },
});
