import { allOptions, defineRule } from '#rule-kit';

/**
 * A sync command that accepts a flag which another one has replaced.
 *
 * @remarks
 * Two names for one thing mean that half of the schedules use the wrong one: a command that knows `--since` and not
 * `--start-date` breaks the script that runs all commands alike.
 *
 * Register the replacement instead and change the callers. Which flags are deprecated, and what replaces them, is
 * configuration: `flags.deprecated`. An option that a shared base or helper registers for many commands is reported
 * once, where its option string is spelled.
 */
export const rule = defineRule({
  id: 'deprecated-flag',
  title: 'Deprecated flag',
  scope: 'project',
  severity: 'warning',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    replaced: '`{flag}` is deprecated in favour of `{replacement}`',
    deprecated: '`{flag}` is deprecated',
  },

  *check(project) {
    const seen = new Set<string>();
    const replacements = new Map(Object.entries(project.policy.flags.deprecated));
    for (const command of project.syncCommands()) {
      for (const { at, strings } of allOptions(command.options)) {
        for (const flag of strings) {
          const replacement = replacements.get(flag);
          const key = JSON.stringify([at, flag]);
          if (replacement === undefined || seen.has(key)) continue;
          seen.add(key);
          const place = { at, ...(at.file === command.file ? { subject: command.module } : {}) };
          if (replacement === '') yield { messageId: 'deprecated', data: { flag }, ...place };
          else yield { messageId: 'replaced', data: { flag, replacement }, ...place };
        }
      }
    }
  },
});
