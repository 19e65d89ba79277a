import type { Finding, Fix } from '../core/finding.ts';
import type { Location, RelatedLocation } from '../core/location.ts';
import type { Notification } from '../core/notification.ts';
import type { Stats } from '../core/run.ts';
import type { StoredFinding, StoredNotification, StoredPlace, StoredStats } from '../core/stored-run.ts';
import { corroborationJson } from './corroboration.ts';
import type { ReportContext } from './reporter.ts';

/** Keys in the order of the contract, all of them always present; `suppressed` only where such findings are shown. */
export function findingJson(finding: Finding, context: ReportContext): StoredFinding {
  return {
    rule: finding.ruleId,
    messageId: finding.messageId,
    message: finding.message,
    severity: finding.severity,
    confidence: finding.confidence,
    ...locationJson(finding.at),
    subject: finding.subject ?? null,
    data: finding.data,
    related: finding.related.map(relatedJson),
    flow: finding.flow.map(relatedJson),
    fix: finding.fix === undefined ? null : fixJson(finding.fix),
    fingerprint: finding.fingerprint,
    verdict: finding.corroboration === undefined ? null : corroborationJson(finding.corroboration),
    ...(context.showSuppressed ? { suppressed: suppressedJson(finding) } : {}),
  };
}

export function notificationJson({ level, kind, message, file, line }: Notification): StoredNotification {
  return { level, kind, message, file: file ?? null, line: line ?? null };
}

export function statsJson(
  { files, scanned, parsed, commands, resolution }: Stats,
  context: ReportContext,
): StoredStats {
  const { options, calls } = resolution;
  return {
    files,
    scanned,
    parsed,
    commands,
    resolution: {
      options: { resolved: options.resolved, open: options.open },
      calls: { resolved: calls.resolved, open: calls.open },
    },
    durationMs: context.durationMs,
  };
}

function locationJson({ file, region }: Location): StoredPlace {
  return {
    file,
    line: region.startLine,
    column: region.startColumn,
    endLine: region.endLine,
    endColumn: region.endColumn,
  };
}

function relatedJson(related: RelatedLocation) {
  return { ...locationJson(related), message: related.message };
}

function fixJson({ title, applicability, edits }: Fix) {
  return { title, applicability, edits: edits.map((edit) => ({ ...locationJson(edit.at), text: edit.replacement })) };
}

function suppressedJson({ suppression }: Finding) {
  return suppression === undefined ? null : { kind: suppression.kind, reason: suppression.reason };
}
