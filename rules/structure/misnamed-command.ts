import { defineRule, type SystemImport } from '#rule-kit';

/**
 * A command that works for one system and has a name of none.
 *
 * @remarks
 * Commands belong to their system by name. One that imports from a system's package under another name is missed by everything
 * that goes by the pattern: schedules, orchestrators, tests, and the other rules, which do not check its flags, its
 * history and its dry run.
 *
 * Rename it to match `systems.*.commands`, or move what it needs out of the system's package. A command that imports
 * from several systems is a tool for all of them, and imports for types only say nothing.
 */
export const rule = defineRule({
  id: 'misnamed-command',
  title: 'Command of a system under another name',
  scope: 'project',
  severity: 'warning',
  confidence: 'likely',
  default: 'preset',
  since: '0.1.0',
  messages: {
    misnamed: '`{command}` imports `{target}` of `{system}` and does not match `{pattern}`',
  },

  *check(project) {
    const commands = new Map(project.commands().map((command) => [command.module, command]));
    const used = new Map<string, { readonly systems: Set<string>; readonly first: SystemImport }>();
    for (const one of project.systemImports()) {
      if (one.from.command === undefined || one.typeOnly || !one.to.inPackage) continue;
      const known = used.get(one.from.module);
      if (known === undefined) used.set(one.from.module, { systems: new Set([one.to.system]), first: one });
      else known.systems.add(one.to.system);
    }
    for (const { systems, first } of used.values()) {
      const { from, to, at, chain } = first;
      const patterns = project.policy.systems[to.system]?.commands ?? [];
      const command = commands.get(from.module);
      if (systems.size > 1 || patterns.length === 0 || command === undefined) continue;
      yield {
        messageId: 'misnamed',
        data: { command: command.name, target: to.module, system: to.system, pattern: patterns.join('`, `') },
        at: command.at,
        subject: from.module,
        related: [{ ...at, message: chain[0]?.message ?? `imports \`${to.module}\`` }],
      };
    }
  },
});
