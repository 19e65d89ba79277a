import { defineRule, eachPlace } from '#rule-kit';

/**
 * A path that an exception takes and that stores `success` in the sync history.
 *
 * @remarks
 * The next delta sync starts at the end of the last success. When a sync that failed half way is stored as one, whatever it
 * did not copy is never copied.
 *
 * It fires when a handler stores the success, and when a handler ends without raising and the code behind stores it,
 * however many calls further. The path behind the handler is followed with what the handler left there, so a flag, a count or a list of errors
 * that it fills and that somebody asks later is respected. Not meant are handlers within loops that skip one record,
 * handlers of expected exceptions such as `StopIteration` or `DoesNotExist`, handlers that make up for the failure by other
 * work, and bodies that neither fetch nor store records.
 *
 * Store `failed` in the handler and raise again, or compute the status from what was counted.
 */
export const rule = defineRule({
  id: 'failure-stored-as-success',
  title: 'Failure stored as a success',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    stored: '`{command}` stores `success` in the sync history on the path of an exception',
  },

  *check(project) {
    const found = eachPlace(project, project.commands(), 'real', (event) =>
      event.kind === 'false-success' && !event.doubtful ? event : undefined,
    );
    for (const { event, command, flow } of found) {
      const { at, handler } = event;
      const data = { command: command.name };
      yield { messageId: 'stored', data, at, subject: command.module, related: [handler], flow: [handler, ...flow] };
    }
  },
});
