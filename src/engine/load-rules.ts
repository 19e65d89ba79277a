import { compareText } from '../core/location.ts';
import type { LoadedRule, Rule } from '../core/rule.ts';
import { ruleModules, type RuleModule } from './rule-index.ts';

/** Every rule of this program, sorted by id. */
export async function loadRules(): Promise<readonly LoadedRule[]> {
  const modules = await ruleModules();
  return modules.map(toRule).sort((a, b) => compareText(a.rule.id, b.rule.id));
}

function toRule({ family, name, exports }: RuleModule): LoadedRule {
  const { rule } = exports;
  if (!isRule(rule)) throw new TypeError(`rules/${family}/${name}.ts does not export a \`rule\``);
  if (rule.id !== name) throw new TypeError(`rules/${family}/${name}.ts declares the id \`${rule.id}\``);
  return { rule, family };
}

function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && 'id' in value && 'check' in value;
}
