import type { Finding } from '../core/finding.ts';
import type { FilePath } from '../core/location.ts';
import type { Comment, Expiry, SuppressionComment } from '../core/suppression.ts';
import { type Cover, coverageOf } from './coverage.ts';
import { expiryOf } from './expiry.ts';
import { type ParsedEntry, type ParsedSuppression, parseSuppressions } from './parse-suppressions.ts';

export interface SuppressionInput {
  readonly findings: readonly Finding[];
  /** All comments of every file that may have findings or suppressions, in the order of the file. */
  readonly comments: ReadonlyMap<FilePath, readonly Comment[]>;
  /** Rules that ran to their end over the whole project: only their suppressions can be unused. */
  readonly enabledIds: ReadonlySet<string>;
  /** Every rule of this program. */
  readonly knownIds: ReadonlySet<string>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Decoded text of a file. */
  source(file: FilePath): string | undefined;
}

export interface SuppressionOutcome {
  /** The findings in the same order; those that a comment suppresses say so. */
  readonly findings: readonly Finding[];
  /** For the rules of family suppressions, sorted as `comments` is. */
  readonly suppressions: readonly SuppressionComment[];
}

/** Matches findings with the comments of their files. */
export function applySuppressions(input: SuppressionInput): SuppressionOutcome {
  const parsed = new Map<FilePath, readonly ParsedSuppression[]>();
  for (const [file, comments] of input.comments) {
    parsed.set(file, parseSuppressions(comments, input.knownIds, input.source(file) ?? ''));
  }
  const coverage = new Map([...parsed].map(([file, suppressions]) => [file, coverageOf(suppressions)]));
  const used = new Set<ParsedEntry>([...coverage.values()].flatMap(({ ending }) => [...ending]));
  const findings = input.findings.map((finding) => {
    const cover = coverage.get(finding.at.file)?.covers.find((one) => holds(one, finding, input.today));
    if (cover === undefined) return finding;
    used.add(cover.entry);
    const { reason, at } = cover.suppression;
    return { ...finding, suppression: { kind: 'inline' as const, reason, at } };
  });
  const suppressions = [...parsed.values()].flat().map((suppression) => applied(suppression, used, input));
  return { findings, suppressions };
}

function holds(cover: Cover, { ruleId, at }: Finding, today: string): boolean {
  return cover.entry.id === ruleId && cover.covers(at.region) && isInForce(expiryOf(cover.suppression.until, today));
}

function isInForce({ state }: Expiry): boolean {
  return state === 'none' || state === 'valid';
}

function applied(
  suppression: ParsedSuppression,
  used: ReadonlySet<ParsedEntry>,
  { enabledIds, today }: SuppressionInput,
): SuppressionComment {
  const { directive, at, reason, until } = suppression;
  const entries = suppression.entries.map((entry) => ({
    ...entry,
    enabled: enabledIds.has(entry.id),
    used: used.has(entry),
  }));
  return { directive, at, reason, entries, expiry: expiryOf(until, today) };
}
