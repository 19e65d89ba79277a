import { fingerprint, type Finding, type Fingerprint } from '../core/finding.ts';
import { compareText, filePath, type FilePath } from '../core/location.ts';
import { matchKnown } from './match-known.ts';

/** Equal findings of one file that a project has accepted for now. */
export interface BaselineEntry {
  readonly rule: string;
  /** Where they were; only breaks ties. */
  readonly file: FilePath;
  readonly fingerprint: Fingerprint;
  readonly count: number;
}

/** Sorted by file, rule and fingerprint, each of which combinations is there once. */
export type Baseline = readonly BaselineEntry[];

/** What a run looked at: only about that can it be told that an entry is fixed. */
export interface Examined {
  readonly hasRun: (rule: string) => boolean;
  /** All that are in the project. */
  readonly exists: (file: FilePath) => boolean;
  readonly isInScope: (file: FilePath) => boolean;
  /** Every file of the project was in scope. */
  readonly wholeProject: boolean;
}

export interface BaselineOutcome {
  /** The findings in the same order; those that the baseline holds are suppressed by it. */
  readonly findings: readonly Finding[];
  /** What is fixed, with how many of each. */
  readonly expired: Baseline;
}

/** Everything that is not suppressed already. */
export function baselineOf(findings: readonly Finding[]): Baseline {
  return merged(
    findings
      .filter(({ suppression }) => suppression === undefined)
      .map((finding) => ({ ...keyOf(finding), rule: finding.ruleId, count: 1 })),
    (a, b) => a + b,
  );
}

/**
 * Marks the findings that are known.
 *
 * @remarks An entry of a file that is there and was not looked at stays with that file: it hides nothing elsewhere.
 */
export function applyBaseline(findings: readonly Finding[], baseline: Baseline, examined: Examined): BaselineOutcome {
  const active = findings.flatMap((finding) =>
    finding.suppression === undefined ? [{ ...keyOf(finding), finding }] : [],
  );
  const usable = baseline.filter(({ file }) => examined.isInScope(file) || !examined.exists(file));
  const { fresh, left } = matchKnown(active, usable);
  const isFresh = new Set(fresh.map(({ finding }) => finding));
  const expired = left.filter(
    ({ rule, file }) => examined.hasRun(rule) && (examined.wholeProject || examined.isInScope(file)),
  );
  return { findings: findings.map((finding) => told(finding, isFresh)), expired };
}

/** The baseline without what is fixed. */
export function prune(baseline: Baseline, expired: Baseline): Baseline {
  const counts = new Map(expired.map((entry) => [identityOf(entry), entry.count]));
  return baseline.flatMap((entry) => {
    const gone = counts.get(identityOf(entry)) ?? 0;
    return entry.count > gone ? [{ ...entry, count: entry.count - gone }] : [];
  });
}

/** Sorted, and equal entries made one. */
export function merged(entries: readonly BaselineEntry[], together: (a: number, b: number) => number): Baseline {
  const result: BaselineEntry[] = [];
  for (const entry of entries.toSorted(compareEntries)) {
    const last = result.at(-1);
    if (last === undefined || compareEntries(last, entry) !== 0) result.push(entry);
    else result[result.length - 1] = { ...last, count: together(last.count, entry.count) };
  }
  return result;
}

export function countOf(entries: Baseline): number {
  return entries.reduce((sum, { count }) => sum + count, 0);
}

function told(finding: Finding, isFresh: ReadonlySet<Finding>): Finding {
  const isKnown = finding.suppression === undefined && !isFresh.has(finding);
  if (!isKnown) return { ...finding, novelty: 'new' };
  return { ...finding, novelty: 'known', suppression: { kind: 'baseline', reason: 'in the baseline' } };
}

function keyOf({ fingerprint: hash, at }: Finding) {
  return { file: filePath(at.file), fingerprint: fingerprint(hash) };
}

function identityOf({ file, rule, fingerprint: hash }: BaselineEntry): string {
  return `${hash}\0${rule}\0${file}`;
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return compareText(a.file, b.file) || compareText(a.rule, b.rule) || compareText(a.fingerprint, b.fingerprint);
}
