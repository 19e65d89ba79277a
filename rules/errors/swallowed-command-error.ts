import { defineRule } from '#rule-kit';

/**
 * A `CommandError` that a handler for everything takes and drops.
 *
 * @remarks
 * `CommandError` is how a command says that it failed: Django prints its text and exits with 1. An `except Exception` around the code that
 * raises it swallows the message with all other errors, and the command ends in 0.
 *
 * Let it pass (`except CommandError: raise` before the other handler), catch what you expect and nothing else, or raise in the
 * handler. Handlers that name `CommandError` are deliberate and not reported, and neither are those that keep the error
 * for later, or that take the failure of another command, which this one calls.
 */
export const rule = defineRule({
  id: 'swallowed-command-error',
  title: 'CommandError that a handler drops',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'always',
  since: '0.1.0',
  messages: {
    swallowed: 'the `CommandError` that `{command}` raises here ends in a handler for everything: exit code 0',
  },

  *check(project) {
    const seen = new Set<string>();
    const files = new Set(project.commands().map(({ file }) => file));
    for (const command of project.commands().toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
      for (const event of project.run(command, 'real')?.events ?? []) {
        if (event.kind !== 'handler' || !event.catches.includes('*')) continue;
        for (const at of event.dropped) {
          const key = `${at.file} ${at.region.startLine} ${at.region.startColumn}`;
          // What becomes of the failure of another command is another question.
          if (seen.has(key) || (at.file !== command.file && files.has(at.file))) continue;
          seen.add(key);
          if (project.afterFailure(command, event.at)?.end !== 'success') continue;
          yield {
            messageId: 'swallowed',
            data: { command: command.name },
            at,
            subject: command.module,
            related: [{ ...event.at, message: 'this handler takes it' }],
          };
        }
      }
    }
  },
});
