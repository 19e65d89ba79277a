import type { Finding } from '../core/finding.ts';
import { isAvailable } from './available-fix.ts';
import { notificationLine } from './headline.ts';
import { printable } from './printable.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { shownFindings } from './shown.ts';
import { statistics } from './statistics.ts';
import { type Style, styleFor } from './style.ts';
import { summary } from './summary.ts';

/** The file once, then a line for each of its findings in columns. */
export const reporter: Reporter = (run, context) => {
  const style = styleFor(context.colour);
  const findings = shownFindings(run, context);
  const blocks = context.statistics
    ? [statistics(findings, run.rules)]
    : [...byFile(findings)].map(([file, own]) => [
        `${style.strong(printable(file))}:`,
        ...findingLines(own, context, style),
      ]);
  blocks.push(run.notifications.map((notification) => notificationLine(notification, style)));
  blocks.push(summary(run, context));
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
};

/** In the order in which files come up. */
export function byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = groups.get(finding.at.file);
    if (own === undefined) groups.set(finding.at.file, [finding]);
    else own.push(finding);
  }
  return groups;
}

function findingLines(findings: readonly Finding[], context: ReportContext, style: Style): string[] {
  const places = findings.map(({ at }) => `${at.region.startLine}:${at.region.startColumn}`);
  const labels = findings.map(({ severity, ruleId }) => `${severity}[${ruleId}]`);
  const placeWidth = Math.max(...places.map((place) => place.length));
  const labelWidth = Math.max(...labels.map((label) => label.length));
  return findings.map((finding, index) => {
    const place = (places[index] ?? '').padStart(placeWidth);
    const label = (labels[index] ?? '').padEnd(labelWidth);
    const marker = isAvailable(finding, context) ? `${style.strong('[*]')} ` : '';
    const suppressed = finding.suppression === undefined ? '' : ` ${style.faint(suppressedText(finding.suppression))}`;
    return `  ${place}  ${style.severity[finding.severity](label)}  ${marker}${printable(finding.message)}${suppressed}`;
  });
}

function suppressedText({ reason }: NonNullable<Finding['suppression']>): string {
  return reason === '' ? '(suppressed)' : `(suppressed: ${printable(reason)})`;
}
