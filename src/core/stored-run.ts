import type { EvidenceRecord } from './evidence-record.ts';
import type { ProbedProperty, ProbeSurroundings } from './probe-run.ts';
import type { Notification } from './notification.ts';
import type { Resolution } from './run.ts';
import type { Confidence, Severity } from './severity.ts';
import type { Trend } from './trend.ts';
import type { Corroboration, Json, Outcome } from './verdict.ts';

/** What `check --output-format json` prints: the contract of `docs/schemas/check.schema.json`. */
export interface StoredCheck {
  readonly version: 1;
  readonly tool: { readonly name: 'synclint'; readonly version: string };
  /** The project root, to which all paths are relative. */
  readonly root: '.';
  readonly findings: readonly StoredFinding[];
  readonly notifications: readonly StoredNotification[];
  readonly stats: StoredStats;
}

/** What `probe commands --output-format json` prints: the contract of `docs/schemas/probe.schema.json`. */
export interface StoredProbeRun extends StoredCheck {
  readonly run: ProbeSurroundings;
  readonly probes: readonly StoredProbe[];
  readonly commands: readonly StoredCommand[];
  readonly record: Omit<EvidenceRecord, 'durationMs'> & { readonly durationMs: number | null };
}

/** Its group is a text: another version may have others. */
export type StoredProbe = Omit<ProbedProperty, 'group'> & { readonly group: string };

export interface StoredCommand {
  readonly name: string;
  readonly module: string;
  readonly file: string;
  readonly line: number;
  readonly verdicts: readonly StoredVerdict[];
}

export interface StoredVerdict {
  readonly probe: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly evidence: readonly StoredEvidence[];
  readonly trend: Trend | null;
  readonly durationMs: number | null;
}

export interface StoredEvidence {
  readonly summary: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly stack: readonly { readonly file: string; readonly line: number; readonly function: string | null }[];
  readonly details: Readonly<Record<string, Json>>;
}

export interface StoredPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface StoredFinding extends StoredPlace {
  readonly rule: string;
  readonly messageId: string;
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly subject: string | null;
  readonly data: Readonly<Record<string, string>>;
  readonly related: readonly (StoredPlace & { readonly message: string })[];
  readonly flow: readonly (StoredPlace & { readonly message: string })[];
  readonly fix: {
    readonly title: string;
    readonly applicability: 'safe' | 'unsafe' | 'display-only';
    readonly edits: readonly (StoredPlace & { readonly text: string })[];
  } | null;
  readonly fingerprint: string;
  readonly verdict: StoredCorroboration | null;
  /** Absent where suppressed findings are not shown. */
  readonly suppressed?: { readonly kind: string; readonly reason: string } | null;
}

export type StoredCorroboration = Omit<Corroboration, 'evidence'> & { readonly evidence: StoredEvidence | null };

export interface StoredNotification {
  readonly level: Severity;
  readonly kind: Notification['kind'];
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
}

export interface StoredStats {
  readonly files: number;
  readonly scanned: number;
  readonly parsed: number;
  readonly commands: number;
  readonly resolution: { readonly options: Resolution; readonly calls: Resolution };
  readonly durationMs: number | null;
}
