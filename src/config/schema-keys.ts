import * as z from 'zod/mini';
import type { KeyPath } from './key-path.ts';
import { settingsSchema } from './settings-schema.ts';

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape | boolean;
  readonly anyOf?: readonly Shape[];
}

/** The keys that the schema knows at a place; asked only to suggest one. */
export function keysAt(path: KeyPath): readonly string[] {
  let shape: Shape | undefined = z.toJSONSchema(settingsSchema) as Shape;
  for (const step of path) {
    shape = withTable(shape);
    const next: Shape | boolean | undefined =
      typeof step === 'number' ? shape?.items : (shape?.properties?.[step] ?? shape?.additionalProperties);
    shape = typeof next === 'object' ? next : undefined;
  }
  return Object.keys(withTable(shape)?.properties ?? {});
}

function withTable(shape: Shape | undefined): Shape | undefined {
  return shape?.anyOf?.find((one) => one.properties !== undefined) ?? shape;
}
