import type { LoadedRule } from '../core/rule.ts';

/** Aligned columns of id, family, severity, default and title. */
export function rulesTable(rules: readonly LoadedRule[]): string {
  const rows = rules.map(({ rule, family }) => [rule.id, family, rule.severity, rule.default, rule.title]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number): string => cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => `${row.map(pad).join('  ')}\n`).join('');
}
