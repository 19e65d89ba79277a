import type { GateResult } from './evidence-record.ts';
import type { Outcome } from './verdict.ts';

/** Which commands and probes a run was limited to; everything empty: to nothing. */
export interface ProbeSelection {
  readonly names: readonly string[];
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** The revision since which something had to change; absent: none was named. */
  readonly since?: string;
}

/** One run, as small as it can be compared with another one: a line of the history. */
export interface HistoryEntry {
  readonly version: 1;
  /** When it ended, in ISO 8601. */
  readonly at: string;
  /** Id of the run. */
  readonly run: string;
  /** Version of the program. */
  readonly tool: string;
  readonly selection: ProbeSelection;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly durationMs: number;
  /** The worst result of its gates. */
  readonly gates: GateResult['result'];
  /** Ids, in the order of the letters of each command. */
  readonly probes: readonly string[];
  /** Command → a letter for each probe: the first one of its outcome, `-` where there is none. */
  readonly verdicts: Readonly<Record<string, string>>;
}
