import { defineRule, type ProjectModel, type SyncCommand } from '#rule-kit';

/**
 * A sync command that does not accept a flag which every sync command must have.
 *
 * @remarks
 * Operators and schedulers script against the same flags on every command: a command without `--dry-run` cannot be
 * previewed, one without `--start-date` cannot be repaired after an outage. A flag counts when the parser that Django
 * would build accepts it, wherever it was registered: in the command, a base class, a mixin or a helper. A flag that
 * argparse would only accept as an abbreviation of another one (`--force` for `--force-color`) does not count.
 *
 * Declare the flag in the nearest base class, and call `super().add_arguments(parser)` in every override.
 *
 * Which flags are required is configuration: `flags.required`, `flags.required-with` and, for orchestrators
 * (`*_all`), `flags.orchestrator`. A command whose options cannot all be resolved is counted as unresolved instead.
 *
 * @see {@link https://docs.djangoproject.com/en/stable/howto/custom-management-commands/#accepting-optional-arguments}
 */
export const rule = defineRule({
  id: 'missing-required-flag',
  title: 'Required flag missing',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    missing: '`{command}` does not accept `{flag}`',
    missingWith: '`{command}` accepts `{present}` but not `{flag}`',
    missingOrchestrator: { text: '`{command}` is an orchestrator and does not accept `{flag}`', severity: 'warning' },
  },

  *check(project) {
    for (const command of project.syncCommands()) {
      const { module: subject, at, name } = command;
      const place = { at, subject, related: nearestBase(command) };
      for (const flag of project.policy.flags.required) {
        if (command.options.accepts(flag) !== 'no') continue;
        yield { messageId: 'missing', data: { command: name, flag }, ...place };
      }
      for (const [flag, present] of dependentFlags(project)) {
        if (command.options.accepts(present) !== 'yes' || command.options.accepts(flag) !== 'no') continue;
        yield { messageId: 'missingWith', data: { command: name, flag, present }, ...place };
      }
      if (command.kind !== 'orchestrator') continue;
      for (const flag of project.policy.flags.orchestrator) {
        if (command.options.accepts(flag) !== 'no') continue;
        yield { messageId: 'missingOrchestrator', data: { command: name, flag }, ...place };
      }
    }
  },
});

function dependentFlags(project: ProjectModel): readonly (readonly [string, string])[] {
  return Object.entries(project.policy.flags.requiredWith);
}

/** Where the flag could be declared once for this command and its siblings. */
function nearestBase({ bases }: SyncCommand) {
  return bases.slice(0, 1).map(({ name, at }) => ({ ...at, message: `\`${name}\` could declare it` }));
}
