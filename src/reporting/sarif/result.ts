import type { ArtifactChange, CodeFlow, Fix as SarifFix, Result, Suppression as SarifSuppression } from 'sarif';
import type { Finding, Fix } from '../../core/finding.ts';
import { compareLocations, type FilePath, type RelatedLocation } from '../../core/location.ts';
import { corroborationJson } from '../corroboration.ts';
import { artifactLocation, relatedSarifLocation, sarifLocation, sarifRegion } from './location.ts';
import { messageText } from './message.ts';

export interface ResultContext {
  readonly repositoryPrefix: string;
  /** Index of each rule in the log's list. */
  readonly ruleIndex: ReadonlyMap<string, number>;
  readonly showSuppressed: boolean;
  /** Hash of the line that the finding starts on, where its file could be read. */
  lineHash(finding: Finding): string | undefined;
}

/** A finding as SARIF's result. `kind` stays `fail`: what probes say of a finding goes into message and properties. */
export function sarifResult(finding: Finding, context: ResultContext): Result {
  const { repositoryPrefix } = context;
  const ruleIndex = context.ruleIndex.get(finding.ruleId);
  return {
    ruleId: finding.ruleId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    kind: 'fail',
    level: finding.severity,
    message: { text: messageText(finding) },
    locations: [sarifLocation(finding.at, repositoryPrefix)],
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map((related, index) => ({
            id: index + 1,
            ...relatedSarifLocation(related, repositoryPrefix),
          })),
        }),
    ...(finding.flow.length === 0 ? {} : { codeFlows: [codeFlow(finding.flow, repositoryPrefix)] }),
    ...(finding.fix === undefined ? {} : { fixes: [sarifFix(finding.fix, repositoryPrefix)] }),
    partialFingerprints: partialFingerprints(finding, context),
    // All or none of the results of a run say how they are suppressed (SARIF 2.1.0, 3.27.23).
    ...(context.showSuppressed ? { suppressions: suppressions(finding) } : {}),
    ...(finding.novelty === undefined ? {} : { baselineState: finding.novelty === 'new' ? 'new' : 'unchanged' }),
    properties: {
      messageId: finding.messageId,
      confidence: finding.confidence,
      ...(finding.subject === undefined ? {} : { subject: finding.subject }),
      ...(finding.corroboration === undefined ? {} : { verdict: corroborationJson(finding.corroboration) }),
    },
  };
}

function partialFingerprints(finding: Finding, context: ResultContext): Record<string, string> {
  const lineHash = context.lineHash(finding);
  return {
    ...(lineHash === undefined ? {} : { primaryLocationLineHash: lineHash }),
    'synclint/v1': finding.fingerprint,
  };
}

function codeFlow(flow: readonly RelatedLocation[], repositoryPrefix: string): CodeFlow {
  const locations = flow.map((step) => ({ location: relatedSarifLocation(step, repositoryPrefix) }));
  return { threadFlows: [{ locations }] };
}

function sarifFix({ title, applicability, edits }: Fix, repositoryPrefix: string): SarifFix {
  const files = [...new Set(edits.map((edit) => edit.at.file))];
  const artifactChanges = files.map((file): ArtifactChange => artifactChange(file, edits, repositoryPrefix));
  return { description: { text: title }, artifactChanges, properties: { applicability } };
}

function artifactChange(file: FilePath, edits: Fix['edits'], repositoryPrefix: string): ArtifactChange {
  const replacements = edits
    .filter((edit) => edit.at.file === file)
    .sort((a, b) => compareLocations(a.at, b.at))
    .map((edit) => ({
      deletedRegion: sarifRegion(edit.at.region),
      ...(edit.replacement === '' ? {} : { insertedContent: { text: edit.replacement } }),
    }));
  return { artifactLocation: artifactLocation(file, repositoryPrefix), replacements };
}

function suppressions({ suppression }: Finding): SarifSuppression[] {
  if (suppression === undefined) return [];
  const justification = suppression.reason === '' ? {} : { justification: suppression.reason };
  const kind = suppression.kind === 'inline' ? 'inSource' : 'external';
  return [{ kind, status: 'accepted', ...justification }];
}
