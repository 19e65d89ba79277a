import * as z from 'zod/mini';
import type { HistoryEntry } from '../core/run-history.ts';
import type { StoredCheck, StoredProbeRun } from '../core/stored-run.ts';

/** What is stored, as far as it is read; further keys, of later versions, are left alone. */
type Schema<T> = z.ZodMiniType<T>;

const count = z.int().check(z.minimum(0));
const line = z.int().check(z.minimum(1));
const texts = z.array(z.string());
const severity = z.enum(['error', 'warning', 'note']);
const outcome = z.enum(['holds', 'falsified', 'inconclusive', 'not-applicable', 'bypassed']);
const duration = z.nullable(z.number());

const evidence = z.object({
  summary: z.string(),
  file: z.nullable(z.string()),
  line: z.nullable(line),
  stack: z.array(z.object({ file: z.string(), line, function: z.nullable(z.string()) })),
  details: z.record(z.string(), z.json()),
});

const place = { file: z.string(), line, column: line, endLine: line, endColumn: line };
const relatedPlace = z.object({ ...place, message: z.string() });
const verdict = z.object({
  state: z.enum(['confirmed', 'refuted', 'not-exercised', 'inconclusive']),
  probe: z.nullable(z.string()),
  reason: z.string(),
  evidence: z.nullable(evidence),
});

const finding = z.object({
  rule: z.string(),
  messageId: z.string(),
  message: z.string(),
  severity,
  confidence: z.enum(['certain', 'likely', 'possible']),
  ...place,
  subject: z.nullable(z.string()),
  data: z.record(z.string(), z.string()),
  related: z.array(relatedPlace),
  flow: z.array(relatedPlace),
  fix: z.nullable(
    z.object({
      title: z.string(),
      applicability: z.enum(['safe', 'unsafe', 'display-only']),
      edits: z.array(z.object({ ...place, text: z.string() })),
    }),
  ),
  fingerprint: z.string(),
  verdict: z.nullable(verdict),
  suppressed: z.exactOptional(z.nullable(z.object({ kind: z.string(), reason: z.string() }))),
});

const notification = z.object({
  level: severity,
  kind: z.enum([
    'degraded-parse',
    'unreadable-file',
    'unwritten-file',
    'rule-crash',
    'probe-crash',
    'cannot-boot',
    'unresolved',
    'preset-detected',
    'not-selected',
    'removed-command',
    'expired-baseline',
    'truncated-output',
    'invented-answer',
    'unused-answer',
    'unmet-seam',
  ]),
  message: z.string(),
  file: z.nullable(z.string()),
  line: z.nullable(line),
});

const resolution = z.object({ resolved: count, open: count });
const check = {
  version: z.literal(1),
  tool: z.object({ name: z.literal('synclint'), version: z.string() }),
  root: z.literal('.'),
  findings: z.array(finding),
  notifications: z.array(notification),
  stats: z.object({
    ...{ files: count, scanned: count, parsed: count, commands: count },
    resolution: z.object({ options: resolution, calls: resolution }),
    durationMs: duration,
  }),
};

export const storedCheckSchema: Schema<StoredCheck> = z.object(check);

const gate = z.object({
  metric: z.string(),
  operator: z.enum(['>=', '<=', '==']),
  threshold: z.number(),
  severity,
  value: z.nullable(z.number()),
  result: z.enum(['pass', 'fail', 'inconclusive']),
});

const storedVerdict = z.object({
  probe: z.string(),
  outcome,
  reason: z.nullable(z.string()),
  evidence: z.array(evidence),
  trend: z.nullable(z.enum(['regressed', 'still-failing', 'fixed', 'still-passing'])),
  durationMs: duration,
});

export const storedProbeRunSchema: Schema<StoredProbeRun> = z.object({
  ...check,
  run: z.object({
    ...{ id: z.string(), engine: z.string(), python: z.string(), django: z.string(), seed: z.number(), notes: texts },
    fence: z.string(),
  }),
  probes: z.array(
    z.object({
      ...{ id: z.string(), title: z.string(), property: z.string(), group: z.string() },
      corroborates: texts,
      severity,
    }),
  ),
  commands: z.array(
    z.object({ name: z.string(), module: z.string(), file: z.string(), line, verdicts: z.array(storedVerdict) }),
  ),
  record: z.object({
    ...{ attempted: count, executed: count, passed: count, failed: count, inconclusive: count, assertions: count },
    skipped: z.array(z.object({ reason: z.string(), count })),
    durationMs: duration,
    metrics: z.record(z.string(), z.number()),
    gates: z.array(gate),
  }),
});

export const historyEntrySchema: Schema<HistoryEntry> = z.object({
  version: z.literal(1),
  ...{ at: z.iso.datetime(), run: z.string(), tool: z.string(), durationMs: count },
  selection: z.object({ names: texts, only: texts, skip: texts, since: z.exactOptional(z.string()) }),
  counts: z.object({
    ...{ falsified: count, inconclusive: count, holds: count },
    ...{ 'not-applicable': count, bypassed: count },
  }),
  gates: z.enum(['pass', 'fail', 'inconclusive']),
  probes: texts,
  verdicts: z.record(z.string(), z.string()),
});
