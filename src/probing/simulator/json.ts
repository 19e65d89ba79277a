import type { Json } from '../../core/verdict.ts';

export type JsonTable = Readonly<Record<string, Json>>;
/** Keys that lead to a value; an empty path is the value itself. */
export type Path = readonly string[];

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isTable(value: Json | undefined): value is JsonTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function pathOf(dotted: string): Path {
  return dotted === '' ? [] : dotted.split('.');
}

export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => {
    return isTable(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }, value);
}

/** The same with another value at the path; tables that are not there are made. */
export function withValueAt(value: Json, path: Path, inner: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return inner;
  const table = isTable(value) ? value : {};
  const below = Object.hasOwn(table, key) ? table[key] : undefined;
  return Object.fromEntries([...Object.entries(table), [key, withValueAt(below ?? {}, rest, inner)]]);
}

export function withoutValueAt(value: Json, path: Path): Json {
  const [key, ...rest] = path;
  if (key === undefined || !isTable(value) || !Object.hasOwn(value, key)) return value;
  const kept = Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
    if (name !== key) return [[name, inner]];
    return rest.length === 0 ? [] : [[name, withoutValueAt(inner, rest)]];
  });
  return Object.fromEntries(kept);
}

/** The same with every value that is neither a list nor a table replaced. */
export function mapLeaves(value: Json, replace: (leaf: Json, path: Path) => Json, path: Path = []): Json {
  if (isList(value)) return value.map((item) => mapLeaves(item, replace, path));
  if (!isTable(value)) return replace(value, path);
  const mapped = Object.entries(value).map(([key, inner]) => [key, mapLeaves(inner, replace, [...path, key])] as const);
  return Object.fromEntries(mapped);
}
