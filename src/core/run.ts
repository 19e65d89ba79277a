import type { Finding } from './finding.ts';
import type { Notification } from './notification.ts';
import type { DescribedRule } from './rule.ts';

/** How much of something was resolved; `open` is what the analysis could not see through. */
export interface Resolution {
  readonly resolved: number;
  readonly open: number;
}

export interface Stats {
  /** Files that discovery found in scope. */
  readonly files: number;
  /** Files whose text was read. */
  readonly scanned: number;
  /** Files that were parsed. */
  readonly parsed: number;
  readonly commands: number;
  /** Option sets of commands; and what code leads to: imports between layers, uses of the history, calls of commands. */
  readonly resolution: { readonly options: Resolution; readonly calls: Resolution };
}

/** Everything that a run of `check` found out, in the order of every output. */
export interface CheckRun {
  /** Sorted by place, then rule, then message; suppressed ones carry their suppression. */
  readonly findings: readonly Finding[];
  readonly notifications: readonly Notification[];
  readonly stats: Stats;
  /** The rules that ran, sorted by id. */
  readonly rules: readonly DescribedRule[];
}
