import { compareLocations, compareText } from '../core/location.ts';
import type { Finding } from '../core/finding.ts';
import type { Notification } from '../core/notification.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { LoadedRule, Report, Rule } from '../core/rule.ts';
import type { QueryMatch } from '../core/query-match.ts';
import type { SuppressionComment } from '../core/suppression.ts';
import { complete, type Completion } from './complete.ts';

export interface RuleOutcome {
  readonly findings: readonly Finding[];
  readonly notifications: readonly Notification[];
  /** Ids of the rules that crashed; the others ran all the same. */
  readonly crashed: readonly string[];
}

export function runProjectRules(
  rules: readonly LoadedRule[],
  project: ProjectModel,
  completion: Completion,
): RuleOutcome {
  return runEach(rules, completion, (rule) => (rule.scope === 'project' ? rule.check(project) : []));
}

export function runSuppressionRules(
  rules: readonly LoadedRule[],
  comments: readonly SuppressionComment[],
  completion: Completion,
): RuleOutcome {
  return runEach(rules, completion, (rule) => (rule.scope === 'suppressions' ? rule.check(comments) : []));
}

export function runQueryRules(
  rules: readonly LoadedRule[],
  matches: ReadonlyMap<string, readonly QueryMatch[]>,
  completion: Completion,
): RuleOutcome {
  return runEach(rules, completion, (rule) => (rule.scope === 'query' ? rule.check(matches.get(rule.id) ?? []) : []));
}

function runEach(
  rules: readonly LoadedRule[],
  completion: Completion,
  check: (rule: Rule) => Iterable<Report>,
): RuleOutcome {
  const findings: Finding[] = [];
  const notifications: Notification[] = [];
  const crashed: string[] = [];
  for (const { rule } of rules) {
    try {
      for (const report of check(rule)) findings.push(complete(rule, report, completion));
    } catch (error) {
      crashed.push(rule.id);
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      notifications.push({ level: 'error', kind: 'rule-crash', message: `rule \`${rule.id}\` crashed: ${detail}` });
    }
  }
  return { findings: sortFindings(findings), notifications, crashed };
}

/** The order of every output: place, rule, message. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) => compareLocations(a.at, b.at) || compareText(a.ruleId, b.ruleId) || compareText(a.message, b.message),
  );
}
