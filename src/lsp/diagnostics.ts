import { DiagnosticSeverity, type Diagnostic, type DiagnosticRelatedInformation } from 'vscode-languageserver/node';
import type { Finding } from '../core/finding.ts';
import type { FilePath, RelatedLocation } from '../core/location.ts';
import type { CheckRun } from '../core/run.ts';
import type { Severity } from '../core/severity.ts';
import { homeOf } from '../reporting/sarif/home.ts';
import { rangeOf } from './positions.ts';

export interface DiagnosticContext {
  readonly version: string;
  /** The client shows places beside the message. */
  readonly showsRelated: boolean;
  readonly uriOf: (file: FilePath) => string;
}

export const source = 'synclint';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

/** The findings of a run that are not suppressed, by file. */
export function diagnosticsOf(run: CheckRun, context: DiagnosticContext): ReadonlyMap<FilePath, readonly Diagnostic[]> {
  const homes = new Map(run.rules.map((rule) => [rule.rule.id, homeOf(rule, context.version)]));
  const byFile = new Map<FilePath, Diagnostic[]>();
  for (const finding of run.findings.filter(isShown)) {
    const own = byFile.get(finding.at.file) ?? [];
    byFile.set(finding.at.file, own);
    own.push(diagnosticOf(finding, homes.get(finding.ruleId), context));
  }
  return byFile;
}

/** Whoever leaves out more findings than those with a comment marks them in the same way. */
export function isShown({ suppression }: Finding): boolean {
  return suppression === undefined;
}

export function diagnosticOf(finding: Finding, home: string | undefined, context: DiagnosticContext): Diagnostic {
  const places = context.showsRelated ? [...finding.related, ...finding.flow] : [];
  return {
    range: rangeOf(finding.at.region),
    severity: severities[finding.severity],
    code: finding.ruleId,
    ...(home === undefined ? {} : { codeDescription: { href: home } }),
    source,
    message: finding.message,
    ...(places.length === 0 ? {} : { relatedInformation: places.map((place) => relatedOf(place, context)) }),
  };
}

function relatedOf(
  { file, region, message }: RelatedLocation,
  { uriOf }: DiagnosticContext,
): DiagnosticRelatedInformation {
  return { location: { uri: uriOf(file), range: rangeOf(region) }, message };
}
