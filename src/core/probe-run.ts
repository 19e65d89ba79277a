import type { EvidenceRecord } from './evidence-record.ts';
import type { Command } from './commands.ts';
import type { Probe } from './probe.ts';
import type { CheckRun } from './run.ts';
import type { Trend } from './trend.ts';
import type { Verdict } from './verdict.ts';

/** The surroundings in which everything of one run of probes took place. */
export interface ProbeSurroundings {
  /** Differs from run to run. */
  readonly id: string;
  /** Such as `SQLite 3.40.1`. */
  readonly engine: string;
  /** Those that were in force: `redirect`, `audit hook`, `landlock`, `network namespace`, joined by commas. */
  readonly fence: string;
  readonly python: string;
  readonly django: string;
  readonly seed: number;
  /** What was done for the project to start, in words. */
  readonly notes: readonly string[];
}

export interface ProbeVerdict {
  readonly probe: string;
  readonly verdict: Verdict;
  /** Of all its runs, those included that it shares with other probes. */
  readonly milliseconds: number;
  /** Absent where there is no earlier run to compare with, or one of both could not tell. */
  readonly trend?: Trend;
}

/** What reports say of a probe that was carried out, or could have been. */
export type ProbedProperty = Pick<Probe, 'id' | 'title' | 'property' | 'group' | 'corroborates' | 'severity'>;

/** A command with one verdict for every probe. */
export interface ProbedCommand {
  readonly command: Command;
  /** Sorted by the id of the probe. */
  readonly verdicts: readonly ProbeVerdict[];
}

/** Everything that a run of `probe commands` found out. */
export interface ProbeRun extends CheckRun {
  readonly surroundings: ProbeSurroundings;
  /** Sorted by id. */
  readonly probes: readonly ProbedProperty[];
  /** Sorted by name. */
  readonly commands: readonly ProbedCommand[];
  readonly record: EvidenceRecord;
}
