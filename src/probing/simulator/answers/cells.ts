import type { Json } from '../../../core/verdict.ts';
import { isTable } from '../json.ts';
import type { Records } from './records.ts';

/** A sheet: the first row names the columns, and records are rows below it. */
export interface Cells {
  readonly by: 'cells';
  readonly columns: readonly string[];
  /** Such as `A2:Z101`. */
  readonly range: string;
}

export interface CellBlock {
  readonly rows: readonly Json[];
  /** Rows that are records. */
  readonly records: number;
}

const mostRows = 5000;

export function cellsOf({ columns, range }: Cells, records: Records): CellBlock {
  const [, first = '1', last] = /^[A-Z]*(\d+)?(?::[A-Z]*(\d+)?)?$/i.exec(range) ?? [];
  const from = Math.max(Number(first), 1);
  const to = Math.min(last === undefined ? from + mostRows - 1 : Number(last), records.count + 1, from + mostRows - 1);
  const rows: Json[] = from === 1 && to >= 1 ? [columns] : [];
  const header = rows.length;
  for (let row = Math.max(from, 2); row <= to; row += 1) rows.push(rowOf(records.at(row - 2), columns));
  return { rows, records: rows.length - header };
}

function rowOf(record: Json, columns: readonly string[]): Json {
  if (!isTable(record)) return [record];
  return columns.map((column) => (Object.hasOwn(record, column) ? (record[column] ?? null) : ''));
}
