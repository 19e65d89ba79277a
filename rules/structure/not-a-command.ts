import { defineRule, startOfFile } from '#rule-kit';

/**
 * A module in `management/commands` that defines no `Command`.
 *
 * @remarks
 * Django lists every module of that package as a command unless its name starts with an underscore; running this one
 * ends in `AttributeError: module has no attribute 'Command'`, and `manage.py help` shows it as if it worked.
 *
 * Rename a base module to start with an underscore (`_base.py`), move helpers out of the package, or name the class
 * `Command`.
 *
 * @see {@link https://docs.djangoproject.com/en/stable/howto/custom-management-commands/}
 */
export const rule = defineRule({
  id: 'not-a-command',
  title: 'Module in management/commands without a Command',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    missing: '`{module}` is listed as a command and defines no `Command`',
  },

  *check(project) {
    for (const { name, module, file, definesCommand } of project.commandModules()) {
      if (definesCommand !== 'no') continue;
      yield { messageId: 'missing', data: { module: name }, at: startOfFile(file), subject: module };
    }
  },
});
