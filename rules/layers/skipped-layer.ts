import { defineRule } from '#rule-kit';

/**
 * A command that imports a client, a processor or a model directly.
 *
 * @remarks
 * A command parses flags, calls one engine and prints. When it reaches around the engine, the run has no history record,
 * no batches and no dry run, and the next command repeats the same code.
 *
 * Move the work into the engine of the system. The history model and its choices are excepted, so that a command can show
 * when the last sync ran, and so are exception classes, which a command may have to catch, and imports for types only.
 * An imported module counts by what is used of it.
 */
export const rule = defineRule({
  id: 'skipped-layer',
  title: 'Command that reaches around its engine',
  scope: 'project',
  severity: 'warning',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    skipped: '`{module}` is a {layer} and imports `{target}` of the {targetLayer} layer directly',
  },

  *check(project) {
    const [top, below] = project.policy.layers.order;
    for (const { from, to, at, direct, typeOnly, sharable, symbol, chain } of project.layerImports()) {
      if (from.layer !== top || to.layer === top || to.layer === below || !direct || typeOnly || sharable) continue;
      yield {
        messageId: 'skipped',
        data: { module: from.module, layer: from.layer, target: symbol ?? to.module, targetLayer: to.layer },
        at,
        subject: from.module,
        ...(chain.length > 1 ? { flow: chain } : {}),
      };
    }
  },
});
