import { defineRule } from '#rule-kit';

/**
 * A command without a help text.
 *
 * @remarks
 * `manage.py help COMMAND` prints the class attribute `help`. Django does not show the docstring of the class, so what
 * stands there helps only those who read the code.
 *
 * Say in `help` what the command does; a base may say it for all that derive from it.
 *
 * @see {@link https://docs.djangoproject.com/en/stable/howto/custom-management-commands/#django.core.management.BaseCommand.help}
 */
export const rule = defineRule({
  id: 'undocumented-command',
  title: 'Command without help',
  scope: 'project',
  severity: 'note',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: { undocumented: '`{command}` has no help text' },

  *check(project) {
    for (const { name, module, at, help } of project.commands()) {
      if (!help.known || help.value.trim() !== '') continue;
      yield { messageId: 'undocumented', data: { command: name }, at, subject: module };
    }
  },
});
