import { defineRule } from '#rule-kit';

/**
 * A module of one system that imports a module of another.
 *
 * @remarks
 * Systems are synchronised independently: each has its own clients, engines and processors, so that one can be changed, paused
 * or retired without a look at the others. An import across ties their fates together; a new field of one vendor breaks the
 * sync of another.
 *
 * Move what both need to a base package that belongs to no system. A command that orchestrates several systems has a name that
 * matches none of their patterns. An import under `if TYPE_CHECKING:` never runs and is only noted.
 *
 * A module belongs to a system by its folder (`systems.*.package`), a command by its name (`systems.*.commands`). Imports over a
 * package that re-exports count where they start; the chain shows the way.
 */
export const rule = defineRule({
  id: 'cross-system-import',
  title: 'Import of another system',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    crossing: '`{module}` of `{system}` imports `{target}` of `{targetSystem}`',
    typeOnly: {
      text: '`{module}` of `{system}` imports `{target}` of `{targetSystem}`, for types only',
      severity: 'note',
    },
  },

  *check(project) {
    for (const { from, to, at, typeOnly, chain } of project.systemImports()) {
      if (from.system === undefined) continue;
      yield {
        messageId: typeOnly ? 'typeOnly' : 'crossing',
        data: { module: from.module, system: from.system, target: to.module, targetSystem: to.system },
        at,
        subject: from.module,
        flow: chain,
      };
    }
  },
});
