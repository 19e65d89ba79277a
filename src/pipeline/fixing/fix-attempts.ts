import type { Finding } from '../../core/finding.ts';

/**
 * Keeps count of what was tried for which finding, so that a fix that does not help is not made again and again.
 *
 * Equal findings of one file share an entry: as many of them are fixed as there were when the first was seen.
 */
export class FixAttempts {
  readonly #entries = new Map<string, { left: number; tried: number }>();

  /** Those that may still be fixed. */
  open<F extends Finding>(findings: readonly F[]): readonly F[] {
    const counts = countsOf(findings);
    for (const [key, count] of counts) {
      if (!this.#entries.has(key)) this.#entries.set(key, { left: count, tried: 0 });
    }
    return findings.filter((finding) => (this.#entries.get(keyOf(finding))?.left ?? 0) > 0);
  }

  applied(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const entry = this.#entries.get(keyOf(finding));
      if (entry === undefined) continue;
      entry.left -= 1;
      entry.tried += 1;
    }
  }

  refused(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const entry = this.#entries.get(keyOf(finding));
      if (entry !== undefined) Object.assign(entry, { left: 0, tried: 0 });
    }
  }

  /** The findings, one of each kind, that are there although all of their kind were fixed. */
  inVain(findings: readonly Finding[]): readonly Finding[] {
    const first = new Map(findings.toReversed().map((finding) => [keyOf(finding), finding]));
    return [...first].flatMap(([key, finding]) => {
      const { left = 1, tried = 0 } = this.#entries.get(key) ?? {};
      return finding.suppression === undefined && left <= 0 && tried > 0 ? [finding] : [];
    });
  }
}

function countsOf(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}

function keyOf({ at, fingerprint }: Finding): string {
  return `${fingerprint} ${at.file}`;
}
