import type { Finding, Fix } from '../core/finding.ts';
import type { RelatedLocation } from '../core/location.ts';
import { corroborationText } from './corroboration.ts';
import { excerpt } from './excerpt.ts';
import { headline, notificationLine, place } from './headline.ts';
import { printable } from './printable.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { shownFindings } from './shown.ts';
import { statistics } from './statistics.ts';
import { type Style, styleFor } from './style.ts';
import { summary } from './summary.ts';

/** More related places or steps than this are counted instead. */
const maxPlaces = 20;

/** For people: each finding with the code it is about, then notifications and the summary. */
export const reporter: Reporter = (run, context) => {
  const style = styleFor(context.colour);
  const findings = shownFindings(run, context);
  const blocks = context.statistics
    ? [statistics(findings, run.rules)]
    : findings.map((finding) => findingBlock(finding, context, style));
  blocks.push(run.notifications.map((notification) => notificationLine(notification, style)));
  blocks.push(summary(run, context));
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
};

function findingBlock(finding: Finding, context: ReportContext, style: Style): string[] {
  return [
    headline(finding, context, style),
    ...code(finding, context, style),
    ...related(finding, context, style),
    ...flow(finding.flow, style),
    ...(finding.fix === undefined ? [] : [annotation('fix', fixText(finding.fix), style)]),
    ...(finding.suppression === undefined
      ? []
      : [annotation('suppressed', printable(finding.suppression.reason) || 'no reason given', style)]),
    ...(finding.corroboration === undefined
      ? []
      : [annotation('verdict', printable(corroborationText(finding.corroboration)), style)]),
    annotation('help', `synclint rule ${finding.ruleId}`, style),
  ];
}

/** A finding about a whole file stands on 1:1 and has no code to show. */
function code(finding: Finding, context: ReportContext, style: Style): string[] {
  const { file, region } = finding.at;
  const text = context.source(file);
  const wholeFile = region.endLine === 1 && region.endColumn === 1;
  if (wholeFile || text === undefined) return [];
  return excerpt(text, region, { mark: '^', around: 1, severity: finding.severity, style });
}

function related(finding: Finding, context: ReportContext, style: Style): string[] {
  const lines = finding.related.slice(0, maxPlaces).flatMap((other) => {
    const text = context.source(other.file);
    return [
      annotation('related', placeAndMessage(other), style),
      ...(text === undefined ? [] : excerpt(text, other.region, { mark: '-', around: 0, severity: 'note', style })),
    ];
  });
  return [...lines, ...more(finding.related.length, style)];
}

/** A single step would repeat the place of the finding. */
function flow(steps: readonly RelatedLocation[], style: Style): string[] {
  if (steps.length === 1) return [];
  const shown = steps.slice(0, maxPlaces);
  const width = String(shown.length).length;
  const lines = shown.map((step, index) =>
    annotation(`step ${String(index + 1).padStart(width)}`, placeAndMessage(step), style),
  );
  return [...lines, ...more(steps.length, style)];
}

function placeAndMessage(location: RelatedLocation): string {
  return `${place(location)} ${printable(location.message)}`;
}

function more(total: number, style: Style): string[] {
  return total > maxPlaces ? [annotation('and', `${total - maxPlaces} more`, style)] : [];
}

function annotation(label: string, text: string, style: Style): string {
  return `  ${style.gutter('=')} ${style.strong(`${label}:`)} ${text}`;
}

function fixText(fix: Fix): string {
  const hint = { safe: ' (`--fix`)', unsafe: ' (unsafe: `--fix --unsafe-fixes`)', 'display-only': ' (by hand)' };
  return printable(fix.title) + hint[fix.applicability];
}
