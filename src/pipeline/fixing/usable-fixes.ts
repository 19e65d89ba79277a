import type { Finding } from '../../core/finding.ts';
import type { FilePath } from '../../core/location.ts';
import type { SourceStore } from '../files/source-store.ts';

/**
 * Leaves some fixes to people: those that change a file which was not asked for, and those of a file that does not
 * parse, of which nobody knows what they would make.
 */
export function withUsableFixes(
  findings: readonly Finding[],
  inScope: ReadonlySet<FilePath>,
  store: SourceStore,
): readonly Finding[] {
  const mayChange = (file: FilePath): boolean => inScope.has(file) && store.facts(file)?.firstError === undefined;
  return findings.map((finding): Finding => {
    const { fix } = finding;
    if (fix === undefined || fix.edits.every(({ at }) => mayChange(at.file))) return finding;
    return { ...finding, fix: { ...fix, applicability: 'display-only' } };
  });
}
