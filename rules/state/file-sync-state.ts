import { defineRule, keptStates } from '#rule-kit';

/**
 * A time, a cursor or a token that a sync keeps in a file.
 *
 * @remarks
 * The file is on one machine, in one container, of one deployment: the next run may start on another and begin again, or leave
 * records out. Nobody sees it in the database, no backup has it, and two runs at once overwrite each other's.
 *
 * The history is the only record of a sync: look up the `end_time` of the last success of the same source and type. What counts is a file that
 * a sync command reads or writes on its way and whose name or content tells that it is a state (`last_sync`, `cursor`,
 * `checkpoint` …).
 */
export const rule = defineRule({
  id: 'file-sync-state',
  title: 'State of a sync in a file',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    kept: '`{command}` {does} the state of a sync {in} a file: `{name}`',
  },

  *check(project) {
    for (const { command, event } of keptStates(project, 'file')) {
      yield {
        messageId: 'kept',
        data: {
          command: command.name,
          does: event.action === 'read' ? 'reads' : 'keeps',
          in: event.action === 'read' ? 'from' : 'in',
          name: event.name,
        },
        at: event.at,
        subject: command.module,
        flow: [...event.chain, { ...event.at, message: 'here' }],
      };
    }
  },
});
