import { defineRule, keptStates } from '#rule-kit';

/**
 * A time, a cursor or a token that a sync keeps in a global variable or in a class.
 *
 * @remarks
 * It is gone when the process ends, so that the next run starts from the beginning; and as long as it lives, every other sync of the
 * process finds it. The history is the only record of a sync: look up the `end_time` of the last success of the same source and type.
 *
 * What counts is a name that tells that it is a state (`last_sync`, `cursor`, `checkpoint` …), given a value by `global`, by an
 * attribute of a class or module, or by a key of a dict of the module, on the way of a sync command.
 */
export const rule = defineRule({
  id: 'memory-sync-state',
  title: 'State of a sync in a global',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    kept: '`{command}` keeps the state of a sync in `{name}`, which lasts as long as the process',
  },

  *check(project) {
    for (const { command, event } of keptStates(project, 'memory')) {
      yield {
        messageId: 'kept',
        data: { command: command.name, name: event.name },
        at: event.at,
        subject: command.module,
        flow: [...event.chain, { ...event.at, message: 'here' }],
      };
    }
  },
});
