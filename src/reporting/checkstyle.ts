import type { Finding } from '../core/finding.ts';
import type { Notification } from '../core/notification.ts';
import type { Severity } from '../core/severity.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { shownFindings } from './shown.ts';
import { attributes } from './xml.ts';

/** The report of Checkstyle, which most CI servers can read: files with errors in them. */
export const reporter: Reporter = (run, context) => {
  const errors = [
    ...shownFindings(run, context).map((finding) => ofFinding(finding, context)),
    ...run.notifications.map((notification) => ofNotification(notification, context)),
  ];
  const files = [...new Set(errors.map(({ file }) => file))].map((file) => {
    const own = errors.filter((error) => error.file === file);
    return `  <file${attributes({ name: file })}>\n${own.map(element).join('')}  </file>\n`;
  });
  const version = attributes({ version: '4.3' });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle${version}>\n${files.join('')}</checkstyle>\n`;
};

interface CheckstyleError {
  readonly file: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly line: number;
  readonly column: number | undefined;
  readonly message: string;
  readonly source: string;
}

function ofFinding({ suppression, ...finding }: Finding, { repositoryPrefix }: ReportContext): CheckstyleError {
  return {
    file: repositoryPrefix + finding.at.file,
    severity: suppression === undefined ? severityOf(finding.severity) : 'info',
    line: finding.at.region.startLine,
    column: finding.at.region.startColumn,
    message: finding.message + (suppression === undefined ? '' : ` (suppressed: ${suppression.reason})`),
    source: `synclint.${finding.ruleId}`,
  };
}

/** What belongs to no file is said of the folder that was looked at. */
function ofNotification({ level, kind, message, file, line }: Notification, context: ReportContext): CheckstyleError {
  return {
    file: file === undefined ? '.' : context.repositoryPrefix + file,
    severity: severityOf(level),
    line: line ?? 1,
    column: undefined,
    message,
    source: `synclint.${kind}`,
  };
}

function element({ line, column, severity, message, source }: CheckstyleError): string {
  const place = column === undefined ? { line } : { line, column };
  return `    <error${attributes({ ...place, severity, message, source })}/>\n`;
}

function severityOf(severity: Severity): CheckstyleError['severity'] {
  return severity === 'note' ? 'info' : severity;
}
