import type { Severity } from './severity.ts';
import type { FilePath } from './location.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A line of the project, as a running program knows it: without columns. */
export interface CodeLine {
  readonly file: FilePath;
  /** From 1. */
  readonly line: number;
  /** Name of the function around it, as the interpreter has it. */
  readonly function?: string;
}

/** What a run showed, enough for somebody to see it without running anything. */
export interface Evidence {
  /** One sentence, lower-case start, identifiers in backticks. */
  readonly summary: string;
  /** The project line that caused it: the first frame of the project; absent where no line of the project did. */
  readonly at?: CodeLine;
  /** Frames of the project, the outermost first. */
  readonly stack?: readonly CodeLine[];
  /** Where it weighs less than what the probe usually shows. */
  readonly severity?: Severity;
  /** The rule, of those that the probe corroborates, or the flaw of its own, that it shows; absent: the first of them. */
  readonly flaw?: string;
  /** Statements, requests, numbers: whatever was seen. Secrets are redacted before it comes here. */
  readonly details?: Readonly<Record<string, Json>>;
  /** The plan of the run that showed it; absent where several did. */
  readonly run?: object;
}

/** What running a command told about one property of it. */
export type Verdict =
  | { readonly outcome: 'holds'; readonly trials: number }
  /** One evidence for each flaw at a place of its own, the first of which is the reason of the verdict. */
  | { readonly outcome: 'falsified'; readonly evidence: readonly [Evidence, ...Evidence[]] }
  | { readonly outcome: 'inconclusive'; readonly reason: string }
  | { readonly outcome: 'not-applicable'; readonly reason: string }
  | { readonly outcome: 'bypassed'; readonly reason: string };

export type Outcome = Verdict['outcome'];

/** What the verdicts of probes make of a finding. */
export interface Corroboration {
  readonly state: 'confirmed' | 'refuted' | 'not-exercised' | 'inconclusive';
  /** Null where no probe looked. */
  readonly probe: string | null;
  readonly reason: string;
  readonly evidence: Evidence | null;
}
