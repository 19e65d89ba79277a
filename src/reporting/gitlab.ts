import { createHash } from 'node:crypto';
import type { Finding } from '../core/finding.ts';
import type { Notification } from '../core/notification.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { shownFindings } from './shown.ts';
import { toJson } from './to-json.ts';

/** GitLab's "Code Quality" report: an array of issues, of which each needs a fingerprint of its own. */
export const reporter: Reporter = (run, context) => {
  const issues = [
    ...shownFindings(run, context).map((finding) => ofFinding(finding, context)),
    ...run.notifications.flatMap((notification) => ofNotification(notification, context)),
  ];
  return `${toJson(distinct(issues), 2)}\n`;
};

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'major' | 'minor' | 'info';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end?: number } };
}

const severities = { error: 'major', warning: 'minor', note: 'info' } as const;

function ofFinding(finding: Finding, { repositoryPrefix }: ReportContext): Issue {
  const { suppression, at } = finding;
  return {
    description: finding.message + (suppression === undefined ? '' : ` (suppressed: ${suppression.reason})`),
    check_name: finding.ruleId,
    fingerprint: finding.fingerprint,
    severity: suppression === undefined ? severities[finding.severity] : 'info',
    location: {
      path: repositoryPrefix + at.file,
      lines: { begin: at.region.startLine, end: at.region.endLine },
    },
  };
}

/** Every issue belongs to a file; what is said of none stands on standard error and in the exit code. */
function ofNotification({ level, kind, message, file, line }: Notification, context: ReportContext): readonly Issue[] {
  if (file === undefined) return [];
  const issue = {
    description: message,
    check_name: kind,
    fingerprint: createHash('sha256').update(`${kind}\n${file}\n${message}`).digest('hex').slice(0, 16),
    severity: severities[level],
    location: { path: context.repositoryPrefix + file, lines: { begin: line ?? 1 } },
  };
  return [issue];
}

/** Of two issues with one fingerprint GitLab would show the first only. */
function distinct(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Map<string, number>();
  return issues.map((issue) => {
    const number = (seen.get(issue.fingerprint) ?? 0) + 1;
    seen.set(issue.fingerprint, number);
    return number === 1 ? issue : { ...issue, fingerprint: `${issue.fingerprint}-${number}` };
  });
}
