import { defineRule } from '#rule-kit';

/**
 * A module that imports a layer above its own.
 *
 * @remarks
 * Commands call engines, engines call clients and processors, processors write models. An import against that direction
 * ties the lower module to everything above it: it cannot be tested or reused alone, and it ends in import cycles.
 *
 * Move what is needed down, or hand it in as an argument. An import through a re-exporting package, or over modules that
 * belong to no layer, counts where it starts; the chain shows the way. An import under `if TYPE_CHECKING:` is only noted:
 * it never runs.
 *
 * Layers are configuration: `layers.order` from top to bottom, `layers.paths`, `layers.files`.
 */
export const rule = defineRule({
  id: 'upward-import',
  title: 'Import of a higher layer',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'preset',
  since: '0.1.0',
  messages: {
    upward: '`{module}` ({layer}) imports `{target}` of the {targetLayer} layer above it',
    typeOnly: {
      text: '`{module}` ({layer}) imports `{target}` of the {targetLayer} layer above it, for types only',
      severity: 'note',
    },
  },

  *check(project) {
    const { order } = project.policy.layers;
    const told = new Set<string>();
    for (const { from, to, at, typeOnly, chain } of project.layerImports()) {
      if (order.indexOf(to.layer) >= order.indexOf(from.layer)) continue;
      // `from views import A, B` is one statement and says one thing.
      const key = [at.file, at.region.startLine, at.region.startColumn, to.module, typeOnly].join(':');
      if (told.has(key)) continue;
      told.add(key);
      yield {
        messageId: typeOnly ? 'typeOnly' : 'upward',
        data: { module: from.module, layer: from.layer, target: to.module, targetLayer: to.layer },
        at,
        subject: from.module,
        flow: chain,
      };
    }
  },
});
