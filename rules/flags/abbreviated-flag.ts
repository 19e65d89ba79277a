import { defineRule, type Command, type ProjectModel } from '#rule-kit';

/**
 * A command is called with the beginning of an option instead of the option.
 *
 * @remarks
 * argparse completes `--dry` to `--dry-run` as long as no other option starts that way. The day somebody adds `--dry-load`,
 * the call fails, or worse: it fails nowhere and means something else, because `--force` is completed to Django's own
 * `--force-color` on a command that never had a `--force`.
 *
 * Write the option out.
 *
 * Looked at are `call_command` and lists of words with `manage.py` in the Python files of the project, and `manage.py NAME …` in shell
 * scripts, cron tables, units of systemd, Procfiles, Makefiles, Dockerfiles and YAML files.
 *
 * @see {@link https://docs.python.org/3/library/argparse.html#argument-abbreviations-prefix-matching}
 */
export const rule = defineRule({
  id: 'abbreviated-flag',
  title: 'Abbreviated option',
  scope: 'project',
  severity: 'warning',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: { abbreviated: '`{given}` is an abbreviation: `{child}` has `{flag}`' },

  *check(project) {
    for (const { command: child, children, passes, at, module } of project.invocations()) {
      if (child === undefined) continue;
      for (const given of new Set(passes.map(({ name }) => name))) {
        const flag = abbreviated(project, children, given);
        if (flag !== undefined) yield { messageId: 'abbreviated', data: { given, child, flag }, at, subject: module };
      }
    }
    for (const { command: child, children, options } of project.scriptInvocations()) {
      for (const { name: given, at } of options) {
        const flag = abbreviated(project, children, given);
        if (flag !== undefined) yield { messageId: 'abbreviated', data: { given, child, flag }, at };
      }
    }
  },
});

/** The option that every command of the name takes it for. */
function abbreviated(project: ProjectModel, children: readonly Command[], given: string): string | undefined {
  const received = children.map((command) => project.receives(command, given));
  const [first] = received;
  return first?.kind === 'abbreviated' && received.every(({ kind }) => kind === 'abbreviated') ? first.flag : undefined;
}
