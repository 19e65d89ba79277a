import * as z from 'zod/mini';
import { settingsSchema } from '../../src/config/settings-schema.ts';

/** Text of `docs/schemas/configuration.schema.json`; draft 7, which editors for TOML and YAML understand too. */
export function configurationSchema(): string {
  const schema = z.toJSONSchema(settingsSchema, { target: 'draft-7', io: 'input', override: withoutSafeIntegerBounds });
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** Bounds of JavaScript's numbers say nothing about a configuration. */
function withoutSafeIntegerBounds({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
