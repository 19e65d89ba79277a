/** What makes a finding the same finding: its fingerprint, wherever it stands. */
interface Placed {
  readonly fingerprint: string;
  /** Only breaks ties between equal ones, so that a renamed file keeps its findings. */
  readonly file: string;
}

/** Equal findings of one file that are known from elsewhere. */
export interface KnownFindings extends Placed {
  readonly count: number;
}

export interface Matching<Finding, Known> {
  /** The findings beyond what is known, in their order. */
  readonly fresh: readonly Finding[];
  /** What is known and was not found, with the counts that are left over. */
  readonly left: readonly Known[];
}

/**
 * Subtracts multisets: of `n` equal findings, of which `m` are known, `n - m` are fresh. Which of them that are is
 * decided by the file first, then by the order of the findings.
 */
export function matchKnown<Finding extends Placed, Known extends KnownFindings>(
  findings: readonly Finding[],
  known: readonly Known[],
): Matching<Finding, Known> {
  const inFile = take(findings, known, ({ fingerprint, file }) => `${fingerprint}\0${file}`);
  const anywhere = take(inFile.fresh, inFile.left, ({ fingerprint }) => fingerprint);
  const fresh = new Set(anywhere.fresh);
  return { fresh: findings.filter((finding) => fresh.has(finding)), left: anywhere.left };
}

function take<Finding extends Placed, Known extends KnownFindings>(
  findings: readonly Finding[],
  known: readonly Known[],
  keyOf: (one: Placed) => string,
): Matching<Finding, Known> {
  const available = new Map<string, number>();
  for (const one of known) available.set(keyOf(one), (available.get(keyOf(one)) ?? 0) + one.count);
  const fresh = findings.filter((finding) => {
    const key = keyOf(finding);
    const count = available.get(key) ?? 0;
    if (count > 0) available.set(key, count - 1);
    return count === 0;
  });
  const left = known.flatMap((one) => {
    const count = Math.min(one.count, available.get(keyOf(one)) ?? 0);
    available.set(keyOf(one), (available.get(keyOf(one)) ?? 0) - count);
    return count === 0 ? [] : [{ ...one, count }];
  });
  return { fresh, left };
}
