import type { DescribedRule } from '../../core/rule.ts';

const repository = 'https://github.com/synclint/synclint';

export const informationUri = repository;

/** The page as it was in the version that reports, since rules change. */
export function rulePage(id: string, version: string): string {
  return `${repository}/blob/v${version}/docs/rules/${id}.md`;
}

function probePage(id: string, version: string): string {
  return `${repository}/blob/v${version}/docs/probes/${id}.md`;
}

/** About rules that a project has written itself. */
function customRulesPage(version: string): string {
  return `${repository}/blob/v${version}/docs/custom-rules.md`;
}

/** The page about a rule. The messages of a flaw that only probes know are named after these probes. */
export function homeOf({ rule, family }: DescribedRule, version: string): string {
  if (rule.scope === 'query') return customRulesPage(version);
  const [probe] = family === 'probes' ? Object.keys(rule.messages) : [];
  return probe === undefined ? rulePage(rule.id, version) : probePage(probe, version);
}
