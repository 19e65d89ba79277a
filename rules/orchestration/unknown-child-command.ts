import { closest, defineRule, djangoCommands, entityOf, nameMatcher } from '#rule-kit';

/**
 * A command that is called by a name which no command has.
 *
 * @remarks
 * `call_command` looks the name up when it runs: a renamed or mistyped child raises `CommandError: Unknown command` in the
 * middle of the night, after the children before it have written their rows. An orchestrator that catches the errors of its
 * children then skips this one for good.
 *
 * Correct the name, or take the entry out.
 *
 * Commands of installed apps outside the project cannot be seen. So a name is reported only where it matches the pattern
 * of a system (`systems.NAME.commands`), or nearly is the name of a command that the project has; Django's own commands are known.
 */
export const rule = defineRule({
  id: 'unknown-child-command',
  title: 'Call of a command that does not exist',
  scope: 'project',
  severity: 'error',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    unknown: '`{child}` has the name of a command of `{system}` and does not exist',
    similar: '`{child}` does not exist; the project has `{similar}`',
  },

  *check(project) {
    const own = project.commandModules().map(({ name }) => name);
    const known = new Set([...own, ...djangoCommands]);
    const systems = Object.entries(project.policy.systems).map(([name, { commands }]) => ({
      name,
      patterns: commands,
      matches: nameMatcher(commands),
    }));
    for (const { command: child, at, module, chain } of project.invocations()) {
      if (child === undefined || known.has(child)) continue;
      const common = {
        at,
        subject: module,
        ...(chain.length > 0 && { flow: [...chain, { ...at, message: 'called here' }] }),
      };
      const system = systems.find(({ matches }) => matches(child));
      const similar = system === undefined ? near(child, own) : nearIn(system.patterns, child, own);
      if (similar !== undefined) yield { messageId: 'similar', data: { child, similar }, ...common };
      else if (system !== undefined) yield { messageId: 'unknown', data: { child, system: system.name }, ...common };
    }
  },
});

/** A short name is near to too many others. */
function near(name: string, others: readonly string[]): string | undefined {
  return name.length > 5 ? closest(name, others) : undefined;
}

/** Within a system all names begin alike; only their ends tell them apart. */
function nearIn(patterns: readonly string[], name: string, others: readonly string[]): string | undefined {
  const entities = new Map(others.map((other) => [entityOf(other, patterns) ?? '', other]));
  entities.delete('');
  const entity = near(entityOf(name, patterns) ?? '', [...entities.keys()]);
  return entity === undefined ? undefined : entities.get(entity);
}
