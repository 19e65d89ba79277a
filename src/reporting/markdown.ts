import type { Finding } from '../core/finding.ts';
import type { Notification } from '../core/notification.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { shownFindings } from './shown.ts';
import { summary } from './summary.ts';

/** The summary of a GitHub job may have a megabyte; more rows than this nobody reads there. */
const maxRows = 1000;

/** For the summary of a CI job or a comment: what it amounts to, then a table. */
export const reporter: Reporter = (run, context) => {
  const [found = '', looked = ''] = summary(run, context);
  const findings = shownFindings(run, context);
  return [
    `## synclint: ${found}`,
    '',
    ...table(findings, context),
    ...run.notifications.map(notificationItem),
    ...(run.notifications.length > 0 ? [''] : []),
    looked,
  ]
    .map((line) => `${line}\n`)
    .join('');
};

function table(findings: readonly Finding[], context: ReportContext): readonly string[] {
  if (findings.length === 0) return [];
  const rest = findings.length - maxRows;
  return [
    '| severity | rule | place | finding |',
    '| --- | --- | --- | --- |',
    ...findings.slice(0, maxRows).map((finding) => row(finding, context)),
    '',
    ...(rest > 0 ? [`${rest} more are not shown here.`, ''] : []),
  ];
}

function row(finding: Finding, { repositoryPrefix }: ReportContext): string {
  const { file, region } = finding.at;
  const place = markdownCode(`${repositoryPrefix}${file}:${region.startLine}`);
  const suppressed =
    finding.suppression === undefined ? '' : ` (suppressed: ${markdownText(finding.suppression.reason)})`;
  return `| ${finding.severity} | ${finding.ruleId} | ${place} | ${markdownText(finding.message)}${suppressed} |`;
}

function notificationItem({ level, kind, message, file, line }: Notification): string {
  const where = file === undefined ? '' : ` ${markdownCode(line === undefined ? file : `${file}:${line}`)}`;
  return `- **${level}** (${kind})${where} ${markdownText(message)}`;
}
