import type { LoadedRule } from '../../src/core/rule.ts';
import { table } from './markdown.ts';
import { notice } from './rule-page.ts';

/** `docs/rules/README.md`: every rule, by family. */
export function rulesIndex(rules: readonly LoadedRule[]): string {
  const families = [...new Set(rules.map(({ family }) => family))].sort();
  const sections = families.flatMap((family) => [
    `## ${family}`,
    table(
      ['rule', 'title', 'severity', 'confidence', 'runs'],
      rules.filter((loaded) => loaded.family === family).map(row),
    ),
  ]);
  return `${[notice, '# Rules', introduction(rules.length, families.length), ...sections].join('\n\n')}\n`;
}

function introduction(rules: number, families: number): string {
  return (
    `${rules} rules in ${families} families. A rule runs *always*, or when a *preset* or a selection asks for it ` +
    '(see [configuration](../configuration.md)).'
  );
}

function row({ rule }: LoadedRule): readonly string[] {
  return [`[${rule.id}](${rule.id}.md)`, rule.title, rule.severity, rule.confidence, rule.default];
}
