import type { Json } from '../../../core/verdict.ts';
import { isList, isTable, valueAt, type JsonTable } from '../json.ts';

/** Where references of a document lead; null: nowhere. */
export type Resolve = (schema: Json | undefined) => JsonTable | null;

/** A schema may contain itself. */
const deepest = 8;

/** A value that the schema allows, always the same one. */
export function schemaValue(given: Json | undefined, resolve: Resolve, name = '', depth = 0): Json {
  const schema = resolve(given);
  if (schema === null || depth > deepest) return null;
  const known = knownValue(schema);
  if (known !== undefined) return known;
  const parts = [schema.allOf, schema.oneOf, schema.anyOf].find((each) => isList(each) && each.length > 0);
  if (isList(parts)) return composedValue(schema, parts, resolve, name, depth);
  switch (typeOf(schema)) {
    case 'object':
      return objectValue(schema, resolve, depth);
    case 'array':
      return [schemaValue(schema.items, resolve, name, depth + 1)];
    case 'integer':
    case 'number':
      return numberValue(schema);
    case 'boolean':
      return true;
    case 'string':
      return textValue(schema, name);
    default:
      return null;
  }
}

function knownValue(schema: JsonTable): Json | undefined {
  const [example] = isList(schema.examples) ? schema.examples : [];
  const [choice] = isList(schema.enum) ? schema.enum : [];
  return schema.example ?? example ?? schema.const ?? schema.default ?? choice;
}

function composedValue(schema: JsonTable, parts: readonly Json[], resolve: Resolve, name: string, depth: number): Json {
  const chosen = schema.allOf === parts ? parts : parts.slice(0, 1);
  const own = isTable(schema.properties) ? [objectValue(schema, resolve, depth)] : [];
  const values = [...chosen.map((part) => schemaValue(part, resolve, name, depth + 1)), ...own];
  const tables = values.filter(isTable);
  return tables.length === values.length
    ? tables.reduce((all, each) => ({ ...all, ...each }), {})
    : (values[0] ?? null);
}

function typeOf(schema: JsonTable): Json {
  const types = isList(schema.type) ? schema.type : [schema.type ?? null];
  const type = types.find((each) => each !== 'null') ?? null;
  if (type !== null) return type;
  return isTable(schema.properties) ? 'object' : schema.items === undefined ? null : 'array';
}

function objectValue(schema: JsonTable, resolve: Resolve, depth: number): JsonTable {
  const properties = isTable(schema.properties) ? Object.entries(schema.properties) : [];
  return Object.fromEntries(properties.map(([key, inner]) => [key, schemaValue(inner, resolve, key, depth + 1)]));
}

function numberValue({ minimum, maximum }: JsonTable): number {
  if (typeof minimum === 'number') return Math.ceil(minimum) + (minimum < 1 ? 1 : 0);
  return typeof maximum === 'number' ? Math.min(Math.floor(maximum), 1) : 1;
}

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2024-03-01T09:00:00Z',
  date: '2024-03-01',
  time: '09:00:00',
  email: 'ada@example.com',
  uuid: '00000000-0000-4000-8000-000000000001',
  uri: 'https://example.com/1',
  url: 'https://example.com/1',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  byte: 'QWRh',
};

function textValue(schema: JsonTable, name: string): string {
  const format = valueAt(schema, ['format']);
  const known = typeof format === 'string' ? byFormat[format] : undefined;
  const text = known ?? (name === '' ? 'text' : name);
  const { minLength, maxLength } = schema;
  const padded = typeof minLength === 'number' ? text.padEnd(Math.min(minLength, 1000), 'x') : text;
  return typeof maxLength === 'number' ? padded.slice(0, maxLength) : padded;
}
