import { defineRule, optionNames, type Command, type ProjectModel } from '#rule-kit';

/**
 * An `add_arguments` that keeps the options of its base from being registered.
 *
 * @remarks
 * The base's `handle` still runs, or the options are still read: `options["dry_run"]` ends in `KeyError`, and
 * `options.get("dry_run")` is `None`, so that a preview writes.
 *
 * Call `super().add_arguments(parser)` first. Where a class means to replace its base, nothing that runs reads the options which it
 * leaves out; that is not reported, and neither is an override that registers all of them itself or
 * calls the base by its name.
 */
export const rule = defineRule({
  id: 'omitted-super-add-arguments',
  title: 'Options of the base not registered',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'always',
  since: '0.1.0',
  messages: { omitted: '`{override}.add_arguments` does not reach that of `{base}`, so that {lost} is missing' },

  *check(project) {
    const seen = new Set<string>();
    // Which options are lost by an override may depend on the command; the first one tells.
    const commands = project.commands().toSorted((a, b) => (a.file < b.file ? -1 : 1));
    for (const command of commands) {
      const { omittedBases, file, module } = command;
      if (omittedBases.length === 0 || !isMissed(project, command)) continue;
      for (const { override, base, lost } of omittedBases) {
        const key = JSON.stringify(override.at);
        if (seen.has(key)) continue;
        seen.add(key);
        yield {
          messageId: 'omitted',
          data: { override: override.name, base: base.name, lost: lost.map((name) => `\`${name}\``).join(', ') },
          at: override.at,
          related: [{ ...base.at, message: 'this is not called' }],
          ...(override.at.file === file ? { subject: module } : {}),
        };
      }
    }
  },
});

/** Some code of the run reads an option that the command does not have. */
function isMissed(project: ProjectModel, command: Command): boolean {
  const names = optionNames(command.options);
  const events = project.run(command, 'real')?.events ?? [];
  return events.some((event) => event.kind === 'option-read' && !names.has(event.option));
}
