import { defineRule } from '#rule-kit';

/**
 * A command is called with an option that its parser does not have.
 *
 * @remarks
 * `call_command` checks keywords against the options of the command and raises `TypeError: Unknown option(s)`; an option
 * string that the parser does not know raises `CommandError`. Either way the child never starts, on every run.
 *
 * Pass only what the child accepts, or declare the option in the child; where children differ, declare the standard flags
 * in their common base.
 *
 * A keyword may be the `dest` of an option, its first option string with underscores, `stdout`, `stderr`, or one of the
 * command's `stealth_options`. A child whose options could not all be resolved takes everything.
 *
 * @see {@link https://docs.djangoproject.com/en/stable/ref/django-admin/#running-management-commands-from-your-code}
 */
export const rule = defineRule({
  id: 'child-rejects-option',
  title: 'Option that the called command does not have',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: { rejected: '`{child}` is called with `{option}`, which it does not accept' },

  *check(project) {
    for (const { command: child, children, passes, at, module } of project.invocations()) {
      if (child === undefined || children.length === 0) continue;
      for (const option of new Set(passes.map(({ name }) => name))) {
        // Which of several apps is installed last decides which command runs.
        if (children.some((command) => project.receives(command, option).kind !== 'rejected')) continue;
        yield {
          messageId: 'rejected',
          data: { child, option },
          at,
          subject: module,
          related: children.map((command) => ({ ...command.at, message: `\`${child}\`` })),
        };
      }
    }
  },
});
