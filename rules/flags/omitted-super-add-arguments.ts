import { defineRule } from '#rule-kit';

/**
 * An `add_arguments` that keeps the options of its base from being registered.
 *
 * @remarks
 * The base's `handle` still runs, or the options are still read: `options["dry_run"]` ends in `KeyError`, and
 * `options.get("dry_run")` is `None`, so that a preview writes.
 *
 * Call `super().add_arguments(parser)` first. Where a class means to replace its base, it replaces `handle` as well and
 * reads none of the base's options; that is not reported, and neither is an override that registers all of them itself or
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
    for (const { omittedBases, file, module } of commands) {
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
