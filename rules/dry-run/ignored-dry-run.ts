import {
  areNowhereRead,
  defineRule,
  dryRunFlag,
  dryRunOption,
  dryRunPromise,
  dryRunSwitches,
  isIgnored,
  isOfOneMode,
  isPromised,
  lastingEffects,
} from '#rule-kit';

/**
 * A command that accepts a dry-run flag and changes as much with it as without.
 *
 * @remarks
 * Mostly the value is lost on the way: the engine is made without it and falls back to its default, it is passed under
 * another name, or the one method that writes never asks. Whoever previews a sync with it has run the sync.
 *
 * The command is followed twice, with the options of a dry run and without them; when no effect differs, the flag does nothing.
 * It does something where it keeps the run from any call at all but output, whatever comes of the call.
 * Hand the value on to the code that writes, and let it ask.
 */
export const rule = defineRule({
  id: 'ignored-dry-run',
  title: 'Dry-run flag without effect',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'always',
  since: '0.1.0',
  messages: {
    ignored: '`{command}` accepts `{flag}` and changes the same with it as without, e.g. by `{what}`',
  },

  *check(project) {
    for (const command of project.commands()) {
      const option = dryRunOption(command, project.policy.dryRun);
      const flag = option && dryRunFlag(option, project.policy.dryRun);
      if (option === undefined || flag === undefined || isOfOneMode(option, command)) continue;
      const dry = project.run(command, 'dry');
      const real = project.run(command, 'real');
      const switches = dryRunSwitches(command, project.policy.dryRun);
      if (dry === undefined || real === undefined || !isIgnored(switches, dry, real)) continue;
      const promise = dryRunPromise(option, command, dry, project.policy.dryRun);
      // Where nothing reads it, it does not matter what it was meant to do.
      const effects = lastingEffects(dry);
      const [effect] = areNowhereRead(switches, [dry, real])
        ? effects
        : effects.filter((lasting) => promise !== undefined && lasting.asked !== true && isPromised(promise, lasting));
      if (effect === undefined) continue;
      yield {
        messageId: 'ignored',
        data: { command: command.name, flag, what: effect.what },
        at: command.at,
        subject: command.module,
        related: option.declaredAt.map((at) => ({ ...at, message: `\`${flag}\` is registered here` })),
        flow: [...effect.chain, { ...effect.at, message: 'happens in a dry run, too' }],
      };
    }
  },
});
