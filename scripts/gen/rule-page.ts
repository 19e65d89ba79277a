import { messageText, type LoadedRule } from '../../src/core/rule.ts';
import { configurationKeys } from './configuration-keys.ts';
import type { ExecutedExample, RuleExamples } from './examples.ts';
import type { RuleProse } from './prose.ts';
import type { DocsRegion } from './regions.ts';
import { fence, table } from './markdown.ts';

/** First line of everything that is generated. */
export const notice = '<!-- Written by `npm run gen`; edit the rule and its fixture instead. -->';

/** The documentation page of a rule, as Markdown. The first paragraph is what SARIF shows as its description. */
export function rulePage(loaded: LoadedRule, prose: RuleProse, examples: RuleExamples): string {
  const sections = [
    notice,
    `# ${loaded.rule.id}`,
    prose.summary,
    facts(loaded),
    '## Why, and what to do',
    prose.remarks,
    '## Messages',
    messages(loaded),
    '## Flagged',
    ...examples.flagged.flatMap(flagged),
    '## Clean',
    ...examples.clean.flatMap(shown),
    ...configuration(prose),
    ...links(prose),
  ];
  return `${sections.join('\n\n')}\n`;
}

function facts({ rule, family }: LoadedRule): string {
  const runs = rule.default === 'always' ? 'always' : 'when a preset or a selection asks for it';
  return table(
    ['title', 'family', 'severity', 'confidence', 'runs', 'since'],
    [[rule.title, family, rule.severity, rule.confidence, runs, rule.since]],
  );
}

function messages({ rule }: LoadedRule): string {
  const rows = Object.entries(rule.messages).map(([id, template]) => {
    const severity = typeof template === 'string' ? rule.severity : template.severity;
    return [`\`${id}\``, severity, messageText(template)];
  });
  return table(['id', 'severity', 'text'], rows);
}

function flagged(example: ExecutedExample): readonly string[] {
  return [...shown(example), ...(example.findings.length === 0 ? [] : [fence('text', example.findings.join('\n'))])];
}

function shown({ file, code }: DocsRegion): readonly string[] {
  return [`\`${file}\``, fence('python', code)];
}

function configuration({ remarks }: RuleProse): readonly string[] {
  const keys = configurationKeys(remarks);
  if (keys.length === 0) return [];
  const rows = keys.map(({ key, meaning, preset }) => [
    `\`${key}\``,
    meaning,
    preset === undefined ? '' : `\`${preset}\``,
  ]);
  return [
    '## Configuration',
    table(['key', 'meaning', 'with the preset `crm-sync`'], rows),
    'See [configuration](../configuration.md).',
  ];
}

function links(prose: RuleProse): readonly string[] {
  return prose.links.length === 0 ? [] : ['## See also', prose.links.map((link) => `- ${link}`).join('\n')];
}
