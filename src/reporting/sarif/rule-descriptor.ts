import type { ReportingDescriptor } from 'sarif';
import type { DescribedRule } from '../../core/rule.ts';
import type { Confidence, Severity } from '../../core/severity.ts';
import { homeOf } from './home.ts';
import { firstParagraph, plainText, shortened } from './markdown.ts';
import { terminated } from './message.ts';

/** GitHub cuts a full description after so many characters. */
const maxDescription = 1024;

const precision: Readonly<Record<Confidence, string>> = { certain: 'very-high', likely: 'high', possible: 'medium' };
/** GitHub's words for severities; it has none for a note but `recommendation`. */
const problemSeverity: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
};

/** A rule as SARIF's reportingDescriptor, with its documentation page in Markdown. */
export function ruleDescriptor({ rule, family }: DescribedRule, page: string, version: string): ReportingDescriptor {
  const title = terminated(rule.title);
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: title },
    fullDescription: { text: shortened(firstParagraph(page) ?? title, maxDescription) },
    help: { text: plainText(page) || title, markdown: page.trim() || title },
    helpUri: homeOf({ rule, family }, version),
    defaultConfiguration: { level: rule.severity },
    properties: {
      tags: ['django', family],
      precision: precision[rule.confidence],
      'problem.severity': problemSeverity[rule.severity],
    },
  };
}

function pascalCase(id: string): string {
  return id
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
