import type { KeyPath } from './key-path.ts';

type Table = Readonly<Record<string, unknown>>;

/** A value, and which of the merged tables it is from. */
export interface MergedLeaf {
  readonly path: KeyPath;
  readonly value: unknown;
  readonly from: number;
}

/** Merges tables deeply; everything else (lists too) replaces what was there. Later tables win. */
export function mergeTables(tables: readonly Table[]): Table {
  return tables.reduce<Table>((merged, table) => mergeTwo(merged, table), {});
}

function mergeTwo(weak: Table, strong: Table): Table {
  const merged = new Map(Object.entries(weak));
  for (const [key, value] of Object.entries(strong)) {
    if (value === undefined) continue;
    const below = merged.get(key);
    merged.set(key, isTable(value) ? mergeTwo(isTable(below) ? below : {}, value) : value);
  }
  return Object.fromEntries(merged);
}

/** Every value of a merged table that is no table, or an empty one, with the last of the tables that sets it. */
export function leavesOf(merged: Table, tables: readonly Table[], path: KeyPath = []): readonly MergedLeaf[] {
  return Object.entries(merged).flatMap(([key, value]) => {
    const here = [...path, key];
    if (isTable(value) && Object.keys(value).length > 0) return leavesOf(value, tables, here);
    return [{ path: here, value, from: tables.findLastIndex((table) => valueAt(table, here) !== undefined) }];
  });
}

export function valueAt(table: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return (value as readonly unknown[])[Number(step)];
    return isTable(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, table);
}

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
