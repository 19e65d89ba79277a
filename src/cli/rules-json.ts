import { messageText, type LoadedRule } from '../core/rule.ts';
import { toJson } from '../reporting/to-json.ts';
import { rulePage } from './rule-pages.ts';

/** The stable contract for programs: `docs/schemas/rules.schema.json`. */
export function rulesJson(rules: readonly LoadedRule[]): string {
  return `${toJson({ version: 1, rules: rules.map(ruleJson) }, 2)}\n`;
}

function ruleJson(loaded: LoadedRule) {
  const { rule, family } = loaded;
  const { id, title, severity, confidence, since } = rule;
  const messages = Object.entries(rule.messages).map(([key, template]) => [
    key,
    { text: messageText(template), severity: typeof template === 'string' ? severity : template.severity },
  ]);
  return {
    id,
    family,
    title,
    severity,
    default: rule.default,
    confidence,
    messages: Object.fromEntries(messages) as Readonly<Record<string, { text: string; severity: string }>>,
    since,
    fixable: rule.fixable === true,
    probes: [],
    help: rulePage(loaded),
  };
}
