import type { Finding } from '../core/finding.ts';
import type { Notification } from '../core/notification.ts';
import type { Severity } from '../core/severity.ts';
import { printable } from './printable.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { shownFindings } from './shown.ts';
import { summary } from './summary.ts';

/** Logging commands, which Azure Pipelines shows as issues of the run. It knows no notes: these are lines of the log. */
export const reporter: Reporter = (run, context) =>
  [
    ...shownFindings(run, context).map((finding) => ofFinding(finding, context)),
    ...run.notifications.map((notification) => ofNotification(notification, context)),
    ...summary(run, context),
  ]
    .map((line) => `${line}\n`)
    .join('');

function ofFinding(finding: Finding, context: ReportContext): string {
  const { startLine, startColumn } = finding.at.region;
  const file = context.repositoryPrefix + finding.at.file;
  const suppressed = finding.suppression === undefined ? '' : ` (suppressed: ${finding.suppression.reason})`;
  return line(
    finding.suppression === undefined ? finding.severity : 'note',
    { sourcepath: file, linenumber: `${startLine}`, columnnumber: `${startColumn}`, code: finding.ruleId },
    `${file}:${startLine}:${startColumn} [${finding.ruleId}] ${finding.message}${suppressed}`,
  );
}

function ofNotification({ level, kind, message, file, line: number }: Notification, context: ReportContext): string {
  const place = {
    ...(file === undefined ? {} : { sourcepath: context.repositoryPrefix + file }),
    ...(number === undefined ? {} : { linenumber: `${number}` }),
  };
  return line(level, { ...place, code: kind }, `[${kind}] ${message}`);
}

function line(severity: Severity, properties: Readonly<Record<string, string>>, message: string): string {
  if (severity === 'note') return withoutCommands(printable(message));
  const given = Object.entries({ type: severity, ...properties }).map(
    ([key, value]) => `${key}=${escapeProperty(value)};`,
  );
  return `##vso[task.logissue ${given.join('')}]${escapeData(printable(message))}`;
}

/** The agent looks for the first command of a line, wherever it begins. */
function withoutCommands(text: string): string {
  return text.replace(/#(?=#)/g, '# ');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return printable(escapeData(text).replaceAll(']', '%5D').replaceAll(';', '%3B'));
}
