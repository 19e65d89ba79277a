import { defineRule, keptStates } from '#rule-kit';

/**
 * A time, a cursor or a token that a sync keeps in the cache.
 *
 * @remarks
 * A cache may forget whatever it wants, whenever it wants: after a restart the sync starts anew, or from a time that
 * somebody has set long ago. The history is the only record of a sync: look up the `end_time` of the last success of the same
 * source and type.
 *
 * What counts is a key or value that tells that it is a state (`last_sync`, `cursor`, `checkpoint` …), on the way of a sync command. Caching answers
 * of the source is another matter.
 */
export const rule = defineRule({
  id: 'cache-sync-state',
  title: 'State of a sync in the cache',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    kept: '`{command}` {does} the state of a sync {in} the cache: `{name}`',
  },

  *check(project) {
    for (const { command, event } of keptStates(project, 'cache')) {
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
