import type { Probe } from '../../src/core/probe.ts';
import { messageText, type LoadedRule } from '../../src/core/rule.ts';
import { configurationKeys } from './configuration-keys.ts';
import type { ExecutedExample, RuleExamples } from './examples.ts';
import type { Prose } from './prose.ts';
import type { DocsRegion } from './regions.ts';
import { fence, table } from './markdown.ts';

/** First line of everything that is generated. */
export const notice = '<!-- Written by `npm run gen`; edit the rule and its fixture instead. -->';

/** The documentation page of a rule, as Markdown. The first paragraph is what SARIF shows as its description. */
export function rulePage(
  loaded: LoadedRule,
  prose: Prose,
  examples: RuleExamples,
  probes: readonly Pick<Probe, 'id' | 'property'>[],
): string {
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
    ...corroboration(probes),
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

function corroboration(probes: readonly Pick<Probe, 'id' | 'property'>[]): readonly string[] {
  if (probes.length === 0) return [];
  return [
    '## Probes',
    '`synclint probe commands` runs the command, and confirms or refutes its findings by',
    table(
      ['probe', 'looks whether'],
      probes.map(({ id, property }) => [`[${id}](../probes/${id}.md)`, property]),
    ),
  ];
}

export function configuration({ remarks }: Prose): readonly string[] {
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

export function links(prose: Prose): readonly string[] {
  return prose.links.length === 0 ? [] : ['## See also', prose.links.map((link) => `- ${link}`).join('\n')];
}
