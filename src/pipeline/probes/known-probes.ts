import type { Probe } from '../../core/probe.ts';
import { flawsOf } from '../../probing/findings.ts';
import { loadProbes } from '../../probing/load-probes.ts';

/** Every probe of this program, and which of them look for what. */
export interface KnownProbes {
  /** Sorted by id. */
  readonly probes: readonly Probe[];
  /** Ids that no rule has and under which probes report what they show. */
  readonly flaws: readonly string[];
  /** Those that report under an id, be it of a rule or of a flaw that only probes know. */
  readonly reporting: (id: string) => readonly Probe[];
}

export async function knownProbes(rules: ReadonlySet<string>): Promise<KnownProbes> {
  const probes = await loadProbes();
  const ids = new Set(probes.flatMap(flawsOf));
  return {
    probes,
    flaws: [...ids].filter((id) => !rules.has(id)).sort(),
    reporting: (id) => probes.filter((probe) => flawsOf(probe).includes(id)),
  };
}
