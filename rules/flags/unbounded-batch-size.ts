import { defineRule, type CommandRun, type Option } from '#rule-kit';

/**
 * The batch size is used as it was given, and nothing has looked at it before.
 *
 * @remarks
 * `--batch-size 0` ends in a `ValueError` of `range`, or in a loop that never ends; a negative one silently does nothing; a
 * million takes all the memory. Compare it with the bounds and raise `CommandError`, or give argparse a `type` that does.
 *
 * A use is what decides how much is done at once: the step of a `range`, a slice, a page that is compared with it, a division, a
 * `batch_size` of a query set; and so is what a request or an SQL query is sent. `max(1, …)` is a bound, `min(…, 500)` alone is none:
 * zero passes. Nothing is said where code that could not be followed may look at the bounds.
 */
export const rule = defineRule({
  id: 'unbounded-batch-size',
  title: 'Batch size without bounds',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    unbounded: '`{command}` uses `{flag}` without looking whether it is within bounds',
  },

  *check(project) {
    for (const command of project.syncCommands()) {
      const option = command.options.options.find(({ strings }) => strings.includes('--batch-size'));
      const run = option === undefined ? undefined : project.run(command, 'real');
      if (
        option === undefined ||
        run === undefined ||
        hasOwnType(option) ||
        (option.choices.known && option.choices.value !== null)
      )
        continue;
      const use = firstUse(run, option);
      if (use === undefined) continue;
      yield {
        messageId: 'unbounded',
        data: { command: command.name, flag: '--batch-size' },
        at: command.at,
        subject: command.module,
        flow: [...use.chain, { ...use.at, message: 'the batch size is used here' }],
      };
    }
  },
});

type Use = Extract<CommandRun['events'][number], { kind: 'option-use' }>;

/** The first place that depends on the size, where nothing at all compares it with anything. */
function firstUse({ events, complete, optionsEscape, unresolved }: CommandRun, { dest }: Option): Use | undefined {
  if (!dest.known || !complete || optionsEscape) return undefined;
  if (unresolved.some(({ name }) => name !== undefined && mayCheck.test(name))) return undefined;
  const uses = events.filter((event): event is Use => event.kind === 'option-use' && event.option === dest.value);
  return uses.some(({ use }) => use === 'bounds')
    ? undefined
    : uses.find(({ use }) => use === 'size' || use === 'sent');
}

const mayCheck = /valid|clamp|bound|positive|ensure|check.*(size|batch|option|argument)/i;

/** A function of the project that converts the text may check it, too. */
function hasOwnType({ type }: Option): boolean {
  return !type.known || (type.value !== null && !/^(builtins\.)?int$/.test(type.value));
}
