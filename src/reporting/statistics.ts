import type { Finding } from '../core/finding.ts';
import { compareText } from '../core/location.ts';
import type { DescribedRule } from '../core/rule.ts';

/** Counts by rule, the most frequent first; aligned columns of count, id and title. */
export function statistics(findings: readonly Finding[], rules: readonly DescribedRule[]): string[] {
  const counts = new Map<string, number>();
  for (const { ruleId } of findings) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  const titles = new Map(rules.map(({ rule }) => [rule.id, rule.title]));
  const rows = [...counts].sort(([idA, a], [idB, b]) => b - a || compareText(idA, idB));
  const countWidth = Math.max(0, ...rows.map(([, number]) => String(number).length));
  const idWidth = Math.max(0, ...rows.map(([id]) => id.length));
  return rows.map(([id, number]) =>
    `${String(number).padStart(countWidth)}  ${id.padEnd(idWidth)}  ${titles.get(id) ?? ''}`.trimEnd(),
  );
}
