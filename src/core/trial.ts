import type { Json } from './verdict.ts';

/** Runs of one command that share a database; each run is a process of its own. */
export interface Trial {
  readonly runs: readonly [RunPlan, ...RunPlan[]];
}

/** One run: `manage.py <command> <arguments>`, and the world that it finds. Equal plans of several probes run once. */
export interface RunPlan {
  /** As somebody would type them. */
  readonly arguments: readonly string[];
  /** How the simulated API behaves; absent: it answers everything. */
  readonly answers?: Answers;
  /** Rows that are in the database before it. */
  readonly seed?: readonly SeedRow[];
  /** Sent to the process when it has come so far. */
  readonly interruption?: { readonly signal: 'SIGTERM' | 'SIGKILL'; readonly after: 'first-request' | 'first-write' };
  /** Settings whose names look like credentials are empty, and environment variables with such names are absent. */
  readonly withoutCredentials?: true;
  /** It ends where its arguments have been parsed: the command itself does nothing. */
  readonly parsesOnly?: true;
  /** Real seconds until the run is stopped; absent: as configured. */
  readonly deadline?: number;
}

/** The simulated API during one run. */
export interface Answers {
  /** What goes wrong; absent: nothing. */
  readonly fault?: Fault;
  /** Records that are served: the second `edition` has the same keys and other values. */
  readonly edition?: 1 | 2;
  /** Only requests whose URL contains one of these texts meet the fault. */
  readonly only?: string | readonly string[];
  /** The records that are served are kept for whoever judges. */
  readonly shown?: true;
}

/** Of the records that are served, whoever serves them. */
export const recordFaults = [
  'empty', // no records
  'duplicates', // every record twice
  'missing-key', // records without their primary key
  'null-values',
  'wrong-types',
  'unicode', // astral characters, right-to-left marks, NUL escapes
  'huge-integers',
] as const;

export const faults = [
  'unauthorized', // 401
  'forbidden', // 403
  'not-found', // 404
  'rate-limited', // 429 with `Retry-After`, twice, then as usual
  'unavailable-twice', // 500 twice, then as usual
  'unavailable', // 500 always
  'unavailable-later', // the first request as usual, then 500
  'hang', // no answer at all
  'reset', // the connection is reset
  'truncated', // JSON that ends in the middle
  'html', // a page of HTML with status 200
  'endless', // every page says that there is another one
  ...recordFaults,
] as const;
/** What `Retry-After` says where too much was asked for, in seconds. */
export const retryAfter = 2;

export type Fault = (typeof faults)[number];

/** A row of a model of the project, written before a run. */
export interface SeedRow {
  /** Dotted name of the model's class. */
  readonly model: string;
  /** Field → value; `{ "ago": seconds }` stands for a time before the start of the run, of the same offset in equal plans. */
  readonly values: Readonly<Record<string, Json>>;
}

/** One run, as it went. */
export interface RunRecord<Observation = unknown> {
  readonly plan: RunPlan;
  readonly exit: Exit;
  readonly stdout: Captured;
  readonly stderr: Captured;
  /** Requests that came to the simulator, in their order. */
  readonly requests: readonly RequestRecord[];
  /** Table of a source database, or callable → the records that it holds, where the plan asks for them. */
  readonly held?: Readonly<Record<string, readonly Json[]>>;
  /** What the Python half of the probe made of the run. */
  readonly observation: Observation;
}

export type Exit =
  /** `handle` returned. */
  | { readonly kind: 'returned' }
  /** `sys.exit`, `CommandError` as Django ends on it, errors of argparse. */
  | {
      readonly kind: 'exit';
      readonly code: number;
      readonly message: string;
      readonly by: 'command-error' | 'argparse' | 'exit';
    }
  | { readonly kind: 'exception'; readonly type: string; readonly message: string; readonly stack: readonly Frame[] }
  /** `self`: the process ended without the harness: `os._exit`, a crash of the interpreter. */
  | {
      readonly kind: 'killed';
      readonly why: 'deadline' | 'output' | 'processes' | 'interruption' | 'self';
      readonly stack: readonly Frame[];
    };

/** A frame of the project's code; files are relative to the project root. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly function: string;
}

export interface Captured {
  /** The first megabyte. */
  readonly text: string;
  /** All of it. */
  readonly bytes: number;
}

export interface RequestRecord {
  readonly method: string;
  /** As it was asked for: `https://api.example.com/v1/jobs?page=2`; values that look like secrets are redacted. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number | null;
  /** Records in the answer, where it had a list of them. */
  readonly served: number | null;
  /** The simulator knew of no such endpoint. */
  readonly invented?: true;
  /** The records themselves, where the plan asks for them. */
  readonly records?: readonly Json[];
  /** Milliseconds since the start of the run. */
  readonly at: number;
}
