import type { Finding } from '../core/finding.ts';
import type { FixChoice } from './available-fix.ts';
import { headline, notificationLine } from './headline.ts';
import { printable } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { shownFindings } from './shown.ts';
import { statistics } from './statistics.ts';
import { type Style, styleFor } from './style.ts';
import { summary } from './summary.ts';

/** One line a finding and a notification, then the summary. */
export const reporter: Reporter = (run, context) => {
  const style = styleFor(context.colour);
  const findings = shownFindings(run, context);
  const lines = [
    ...(context.statistics
      ? statistics(findings, run.rules)
      : findings.map((finding) => findingLine(finding, context, style))),
    ...run.notifications.map((notification) => notificationLine(notification, style)),
    ...summary(run, context),
  ];
  return lines.map((line) => `${line}\n`).join('');
};

function findingLine(finding: Finding, context: FixChoice, style: Style): string {
  if (finding.suppression === undefined) return headline(finding, context, style);
  const reason = printable(finding.suppression.reason);
  return `${headline(finding, context, style)} ${style.faint(reason === '' ? '(suppressed)' : `(suppressed: ${reason})`)}`;
}
