import * as z from 'zod/mini';

/** What the Python halves hand over, one schema a kind; spelt as in `synclint_harness/seen.py`. */
const frame = z.object({ file: z.string(), line: z.number(), function: z.string() });
const event = { stack: z.array(frame), at: z.number() };

const statement = z.object({
  ...event,
  alias: z.nullable(z.string()),
  sql: z.string(),
  verb: z.string(),
  kind: z.enum(['write', 'read', 'temporary', 'schema', 'transaction']),
  table: z.nullable(z.string()),
  rows: z.nullable(z.number()),
  rolled_back: z.boolean(),
  times: z.array(z.string()),
});

const change = {
  alias: z.string(),
  table: z.string(),
  model: z.nullable(z.string()),
  inserted: z.number(),
  updated: z.number(),
  deleted: z.number(),
};

const row = z.record(z.string(), z.json());
const table = z.object({ ...change, rows: z.array(row), before: z.array(row) });

const child = z.object({
  ...event,
  name: z.string(),
  options: z.record(z.string(), z.json()),
  thread: z.string(),
  ended: z.string(),
  ended_at: z.nullable(z.number()),
});

const log = z.object({ ...event, level: z.string(), logger: z.string(), message: z.string() });
const connection = z.object({
  ...event,
  host: z.string(),
  port: z.number(),
  how: z.enum(['redirected', 'refused', 'allowed']),
  timeout: z.nullable(z.number()),
});
const sleep = z.object({ ...event, seconds: z.number() });
/** A database of another system was read, or a configured callable asked. */
const source = z.object({ ...event, name: z.string(), refused: z.boolean() });

export type SourceReading = z.infer<typeof source>;
export type Statement = z.infer<typeof statement>;
export type Row = z.infer<typeof row>;
export type Table = z.infer<typeof table>;
export type Child = z.infer<typeof child>;
export type Log = z.infer<typeof log>;

/** Of probes that look at nothing but exit code, output and requests. */
export const nothing = z.object({});

/** Whatever outlives a run. */
export const effects = z.object({
  writes: z.array(statement),
  tables: z.array(z.object(change)),
  files: z.array(z.object({ ...event, path: z.string(), how: z.string() })),
  mails: z.array(z.object({ ...event, subject: z.string(), recipients: z.number() })),
  tasks: z.array(z.object({ ...event, name: z.string() })),
  processes: z.array(z.object({ ...event, command: z.string(), started: z.boolean() })),
  /** Requests that may change something, as the client libraries began to send them. */
  sent: z.array(z.object({ ...event, method: z.string(), host: z.string(), path: z.string() })),
});
export type Effects = z.infer<typeof effects>;

/** Tables that are not as they were, with rows, and the statements that wrote to them. */
export const stored = z.object({
  started: z.number(),
  ended: z.number(),
  tables: z.array(table),
  writes: z.array(statement),
  sources: z.array(source),
});
export type Stored = z.infer<typeof stored>;

/** How a run that met a fault tried to get around it. */
export const failure = z.object({
  tables: z.array(table),
  logs: z.array(log),
  connections: z.array(connection),
  sleeps: z.array(sleep),
  sources: z.array(source),
});
export type Failure = z.infer<typeof failure>;

export const children = z.object({ children: z.array(child) });

/** Log records by level. */
export const talk = z.object({ logs: z.record(z.string(), z.number()) });
export type Talk = z.infer<typeof talk>;

/** The options that argparse has in the end; null where the parser was never made. */
export const parser = z.object({
  parser: z.nullable(
    z.array(z.object({ flags: z.array(z.string()), dest: z.nullable(z.string()), help: z.nullable(z.string()) })),
  ),
});
export type Parser = z.infer<typeof parser>;

/** Rows of each write, and the times that queries were given. */
export const queries = z.object({
  started: z.number(),
  writes: z.array(
    z.object({ table: z.nullable(z.string()), verb: z.string(), rows: z.nullable(z.number()), stack: z.array(frame) }),
  ),
  reads: z.array(z.object({ table: z.nullable(z.string()), times: z.array(z.string()) })),
  tables: z.array(table),
});
export type Queries = z.infer<typeof queries>;

/** What can be remembered beside the history. */
export const memory = z.object({
  started: z.number(),
  ended: z.number(),
  files: z.array(z.object({ ...event, path: z.string(), how: z.string() })),
  cache_writes: z.array(z.object({ ...event, key: z.string(), how: z.string() })),
  tables: z.array(table),
  writes: z.array(statement),
  sources: z.array(source),
});
export type Memory = z.infer<typeof memory>;
