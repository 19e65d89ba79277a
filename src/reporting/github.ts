import type { Finding } from '../core/finding.ts';
import type { Notification } from '../core/notification.ts';
import { severities, type Severity } from '../core/severity.ts';
import { printable, printableLines } from './printable.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { shownFindings } from './shown.ts';
import { summary } from './summary.ts';

/** GitHub shows so many annotations of each kind for one step and drops the rest silently. */
const shownPerStep = 10;
/** GitHub refuses annotations with more than 64 KB of text. */
const maxMessage = 16_000;

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Workflow commands, which a GitHub Actions log turns into annotations; the gravest first, as only some are shown. */
export const reporter: Reporter = (run, context) => {
  const annotations = [
    ...shownFindings(run, context).map((finding) => ofFinding(finding, context)),
    ...run.notifications.map((notification) => ofNotification(notification, context)),
  ];
  const sorted = severities.flatMap((severity) => annotations.filter((one) => one.severity === severity));
  const lines = [...sorted.map(command), ...overflow(annotations), ...summary(run, context)];
  return lines.map((line) => `${line}\n`).join('');
};

interface Annotation {
  readonly severity: Severity;
  /** Rule id, or kind of a notification. */
  readonly id: string;
  readonly place: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The log shows nothing but the message, so that says place and rule too. */
function ofFinding(finding: Finding, context: ReportContext): Annotation {
  const { startLine, startColumn, endLine, endColumn } = finding.at.region;
  const file = context.repositoryPrefix + finding.at.file;
  // GitHub rejects columns on an annotation that spans several lines.
  const columns = startLine === endLine ? { col: `${startColumn}`, endColumn: `${endColumn}` } : {};
  const suppressed = finding.suppression === undefined ? '' : ` (suppressed: ${finding.suppression.reason})`;
  return {
    severity: finding.suppression === undefined ? finding.severity : 'note',
    id: finding.ruleId,
    place: { file, line: `${startLine}`, endLine: `${endLine}`, ...columns },
    message: `${file}:${startLine}:${startColumn} [${finding.ruleId}] ${finding.message}${suppressed}`,
  };
}

function ofNotification({ level, kind, message, file, line }: Notification, context: ReportContext): Annotation {
  const place = {
    ...(file === undefined ? {} : { file: context.repositoryPrefix + file }),
    ...(line === undefined ? {} : { line: `${line}` }),
  };
  return { severity: level, id: kind, place, message: `[${kind}] ${message}` };
}

function command({ severity, id, place, message }: Annotation): string {
  const properties = Object.entries({ title: `synclint (${id})`, ...place })
    .map(([key, value]) => `${key}=${escapeProperty(value)}`)
    .join(',');
  return `::${commands[severity]} ${properties}::${escapeData(printableLines(cut(message)))}`;
}

function overflow(annotations: readonly Annotation[]): string[] {
  const hidden = severities.some(
    (severity) => annotations.filter((one) => one.severity === severity).length > shownPerStep,
  );
  const limit = `${shownPerStep} errors, ${shownPerStep} warnings and ${shownPerStep} notices`;
  return hidden ? [`GitHub shows the first ${limit} of a step as annotations; this log has all of them.`] : [];
}

function cut(message: string): string {
  return message.length > maxMessage ? `${message.slice(0, maxMessage)}…` : message;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return printable(escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C'));
}
