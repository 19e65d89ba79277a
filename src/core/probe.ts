import type { Command } from './commands.ts';
import type { ProjectModel } from './project-model.ts';
import type { Severity } from './severity.ts';
import type { RunRecord, Trial } from './trial.ts';
import type { Verdict } from './verdict.ts';

export interface Schema<T> {
  parse(value: unknown): T;
}

/** Names of the runs that a probe asks for → how they are done; or why there is nothing to probe. */
export type Plan<Name extends string> =
  | { readonly trials: Readonly<Record<Name, Trial>> }
  | { readonly notApplicable: string }
  /** It could be probed, if something were known that the code does not say. */
  | { readonly inconclusive: string };

/** All runs of each trial, in their order. */
export type Trials<Name extends string, Observation> = Readonly<
  Record<Name, readonly [RunRecord<Observation>, ...RunRecord<Observation>[]]>
>;

/** In the order of reports: what a command is asked for, how it does it, what it leaves behind, what it starts. */
export const probeGroups = ['Arguments', 'Flags', 'Dry run', 'Faults', 'Data', 'History', 'Orchestrators'] as const;
export type ProbeGroup = (typeof probeGroups)[number];

/** One property of a command, and how running it shows whether it holds. */
export interface Probe<Name extends string = string, Observation = unknown> {
  readonly id: string;
  readonly title: string;
  /** The sentence that holds or does not. */
  readonly property: string;
  /** Which probes it stands with in reports. */
  readonly group: ProbeGroup;
  /** Rules whose findings its verdicts confirm or refute; a flaw without such a finding is reported as the first of them. */
  readonly corroborates: readonly string[];
  /** Its evidence stands on the flawed line itself, so that it says nothing of findings on other lines. */
  readonly placed?: true;
  /**
   * Trials that are there to compare with: they do without what the probe is about, so that a finding is not exercised where only
   * they come to its lines.
   */
  readonly controls?: readonly NoInfer<Name>[];
  /** It is about what a fault leads to: lines that controls come to as well are not those of the fault. */
  readonly apart?: true;
  /** Findings of other flags are none of its business: their `data.flag` has to be this one. */
  readonly flag?: string;
  /** Names what it finds beside, or instead of, the flaws of rules. */
  readonly flaw?: string;
  /** Of the flaw that it finds. */
  readonly severity: Severity;
  readonly since: string;
  /** What the Python half, `<id>.py`, makes of each run. */
  readonly observation: Schema<Observation>;
  /** Which runs it takes: decided from the code alone. */
  plan(command: Command, project: ProjectModel): Plan<Name>;
  /** A pure function of what was observed. */
  judge(trials: Trials<Name, Observation>, command: Command, project: ProjectModel): Verdict;
}
