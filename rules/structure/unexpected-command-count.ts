import { defineRule } from '#rule-kit';

/**
 * A system that has more or fewer commands than expected.
 *
 * @remarks
 * The expected number says what a system consists of: every kind of record has its command. One too few, and something is not
 * synchronised although everything is green; one too many was added without a schedule, tests or anybody's
 * agreement. A command also goes missing by a rename that the pattern does not match, or by a lost `Command` class.
 *
 * Restore or remove the command, or say what is right now in `systems.*.expected-commands`. Commands that run the others count.
 * Nothing is said about a system that the project does not have, and where it cannot be told whether a module has
 * a `Command`, either number is right.
 */
export const rule = defineRule({
  id: 'unexpected-command-count',
  title: 'Unexpected number of commands',
  scope: 'project',
  severity: 'warning',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    fewer: '`{system}` has {count} of {expected} expected commands',
    more: '`{system}` has {count} commands instead of the expected {expected}',
  },

  *check(project) {
    for (const { name, policy, commands, uncertainCommands, at } of project.systems()) {
      const { expectedCommands: expected } = policy;
      const { length: count } = commands;
      if (expected === undefined || (count <= expected && expected <= count + uncertainCommands)) continue;
      yield {
        messageId: count < expected ? 'fewer' : 'more',
        data: { system: name, count: String(count), expected: String(expected) },
        at,
        related: commands.map((command) => ({ ...command.at, message: `\`${command.name}\` is one of them` })),
      };
    }
  },
});
