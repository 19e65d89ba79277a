import type { Finding } from '../../core/finding.ts';
import type { RelatedLocation } from '../../core/location.ts';
import type { Notification } from '../../core/notification.ts';
import { severities } from '../../core/severity.ts';

/** What an upload to GitHub code scanning may hold. */
export interface Limits {
  readonly results: number;
  /** Of the results of an upload GitHub shows so many. */
  readonly shownResults: number;
  /** Locations of a result, the primary one included. */
  readonly locations: number;
  readonly flowSteps: number;
  readonly gzippedBytes: number;
}

export const githubLimits: Limits = {
  results: 25_000,
  shownResults: 5_000,
  locations: 1_000,
  flowSteps: 10_000,
  gzippedBytes: 10_000_000,
};

/** The gravest first, for these survive a cut; otherwise in the order of the run. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** Places of one finding cut to the limits. */
export function withinLimits(finding: Finding, limits: Limits): Finding {
  const related = finding.related.slice(0, limits.locations - 1);
  return { ...finding, related, flow: cutFlow(finding.flow, limits.flowSteps) };
}

/** The last step is the effect: it stays, steps before it go. */
function cutFlow(flow: readonly RelatedLocation[], limit: number): readonly RelatedLocation[] {
  return flow.length <= limit ? flow : [...flow.slice(0, limit - 1), ...flow.slice(-1)];
}

/** Says what a log of the first `kept` findings leaves out, and what GitHub will not show of it. */
export function cutNotices(findings: readonly Finding[], kept: number, limits: Limits): Notification[] {
  const inLog = findings.slice(0, kept);
  const cutPlaces = inLog.filter(
    ({ related, flow }) => related.length > limits.locations - 1 || flow.length > limits.flowSteps,
  ).length;
  const cut = `related locations or flow steps of ${cutPlaces} findings are left out of this log`;
  return [
    ...leftOutNotices(findings.length, kept),
    ...(cutPlaces === 0 ? [] : [{ level: 'warning', kind: 'truncated-output', message: cut } as const]),
    ...unshownNotices(kept, limits),
  ];
}

export function leftOutNotices(total: number, kept: number): Notification[] {
  if (kept >= total) return [];
  const message = `${total - kept} of ${total} findings, the mildest, are left out of this log`;
  return [{ level: 'warning', kind: 'truncated-output', message }];
}

/** The only ones of their kind that are no warnings. */
export function unshownNotices(kept: number, limits: Limits): Notification[] {
  if (kept <= limits.shownResults) return [];
  const message = `GitHub shows the first ${limits.shownResults} of the ${kept} findings in this log, the gravest`;
  return [{ level: 'note', kind: 'truncated-output', message }];
}
