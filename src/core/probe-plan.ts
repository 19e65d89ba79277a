import type { Command } from './commands.ts';
import type { Probe } from './probe.ts';
import type { Trial } from './trial.ts';

/** A trial that is carried out once, whoever asked for it. */
export interface PlannedTrial {
  readonly command: Command;
  readonly trial: Trial;
  /** Ids of the probes that look at it. */
  readonly observers: readonly string[];
}

/** What one probe asks for of one command: its names of the trials, or why there are none. */
export interface PlannedProbe {
  readonly command: Command;
  readonly probe: Probe;
  readonly plan:
    | { readonly trials: ReadonlyMap<string, PlannedTrial> }
    | { readonly skipped: 'not-applicable' | 'inconclusive' | 'bypassed' | 'crashed'; readonly reason: string };
}

export interface ProbePlan {
  readonly probes: readonly PlannedProbe[];
  /** Those of one command one after the other. */
  readonly trials: readonly PlannedTrial[];
}
