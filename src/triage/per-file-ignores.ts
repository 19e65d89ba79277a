import picomatch from 'picomatch';
import type { Finding } from '../core/finding.ts';

/** Globs of files, and the ids of the rules that are not reported there. */
export type PerFileIgnores = readonly { readonly files: readonly string[]; readonly ids: ReadonlySet<string> }[];

export function dropIgnored(findings: readonly Finding[], ignores: PerFileIgnores): readonly Finding[] {
  const matchers = ignores.map(({ files, ids }) => ({ matches: picomatch([...files], { dot: true }), ids }));
  return findings.filter(({ at, ruleId }) => !matchers.some(({ matches, ids }) => ids.has(ruleId) && matches(at.file)));
}
