import type { Finding } from '../core/finding.ts';
import type { SuppressionComment } from '../core/suppression.ts';

/**
 * Suppresses findings *about* suppressions. Only a `file-ignore` of their id does: they come after all others were
 * matched, and a comment that speaks about itself would never come to rest.
 */
export function suppressOwnFindings(
  findings: readonly Finding[],
  suppressions: readonly SuppressionComment[],
): readonly Finding[] {
  const inForce = suppressions.filter(
    ({ directive, expiry }) => directive === 'file-ignore' && (expiry.state === 'none' || expiry.state === 'valid'),
  );
  return findings.map((finding) => {
    const match = inForce.find(
      ({ at, entries }) => at.file === finding.at.file && entries.some((entry) => entry.id === finding.ruleId),
    );
    if (match === undefined) return finding;
    return { ...finding, suppression: { kind: 'inline' as const, reason: match.reason, at: match.at } };
  });
}
