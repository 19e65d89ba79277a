import { defineRule } from '#rule-kit';

/**
 * Modules of one system that import each other in a loop.
 *
 * @remarks
 * Which of them works depends on which is imported first: the second one meets a half-executed first one, and
 * `ImportError: cannot import name … (most likely due to a circular import)` appears in the one command, test or shell that starts
 * at the other end.
 *
 * Move what both need into a third module. Where that is too much, an import within the function that needs it breaks the
 * loop, and does not count here; nor does one under `if TYPE_CHECKING:`, which never runs. A package whose `__init__.py`
 * re-exports its modules makes no loop with them.
 *
 * Every group of modules that all need each other is told once, with a shortest loop as its chain.
 */
export const rule = defineRule({
  id: 'layer-cycle',
  title: 'Loop of imports',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    loop: '`{module}` of `{system}` imports itself through {others}',
  },

  *check(project) {
    for (const { system, modules, imports } of project.moduleCycles()) {
      const [module, ...others] = modules;
      const [at] = imports;
      if (module === undefined || at === undefined) continue;
      const names = others.map((name) => `\`${name}\``).join(', ');
      yield {
        messageId: 'loop',
        data: { module, system, others: names },
        at: { file: at.file, region: at.region },
        subject: module,
        flow: imports,
      };
    }
  },
});
