import type { Captured, Exit, Fault, RunPlan, SeedRow } from '../core/trial.ts';
import type { Json } from '../core/verdict.ts';

/**
 * JSON lines between this program and the harness: requests on the harness's file descriptor 3, answers on its 4.
 *
 * @remarks The first request is {@link Boot}; it is answered by {@link Ready} or {@link CannotBoot}. From then on every
 * {@link RunRequest} is answered by one {@link RunResult} of its id, in whatever order. End of file on 3 means: stop everything, clean up, exit.
 * Keys are spelt alike in `probes/harness/synclint_harness/protocol.py`.
 */
export interface Boot {
  readonly kind: 'boot';
  /** Absolute; the working directory of every run. */
  readonly root: string;
  /** Dotted name; null: what `manage.py` sets. */
  readonly settings: string | null;
  /** Folders for `sys.path`, absolute, the root among them. */
  readonly paths: readonly string[];
  /** Absolute folder of ours for databases and temporary files. Made by us and removed by us; the harness removes what it puts there. */
  readonly scratch: string;
  /** PEM of the certificate authority of the simulator. */
  readonly authority: string;
  readonly database: DatabaseTarget;
  /** Set for the project besides a minimal environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Probe id → absolute path of its Python half. */
  readonly observers: Readonly<Record<string, string>>;
  /** Commands that are imported before anything runs. */
  readonly commands: readonly string[];
  /** Dotted name of a callable → the JSON value that it returns instead of running. */
  readonly seams: Readonly<Record<string, Json>>;
  /** Places of the project, relative to the root, of which runs say whether they came to them; columns from 1. */
  readonly watch: readonly { readonly file: string; readonly line: number; readonly column: number }[];
  /** Database of another system → table → rows: made where a database of the project is called so. */
  readonly tables: SourceTables;
  /** Hosts, with or without port, that may be reached for real. */
  readonly allowHosts: readonly string[];
  /** Whether runs get a network namespace; where they cannot, the project does not boot. */
  readonly isolate: boolean;
  /** Of Python's random numbers: every run draws the same ones. */
  readonly seed: number;
}

export type SourceTables = Readonly<
  Record<string, Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>>
>;

export type DatabaseTarget =
  | { readonly engine: 'sqlite' }
  /** A server of ours, or one that was named by URL: databases are created with this prefix, and dropped. */
  | {
      readonly engine: 'postgresql';
      /** Host name or folder of the Unix socket. */
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      /** An existing database to connect to for `CREATE DATABASE`; never written to. */
      readonly maintenance: string;
      readonly prefix: string;
    };

export interface Ready {
  readonly kind: 'ready';
  readonly python: string;
  readonly django: string;
  /** Such as `SQLite 3.40.1`. */
  readonly engine: string;
  /** Such as `redirect, audit hook, landlock`. */
  readonly fence: string;
  /** What was done for the project to start: variables that were invented, applications without tables … */
  readonly notes: readonly string[];
  /** Command → why it cannot be loaded; null where it can. */
  readonly commands: Readonly<Record<string, LoadFailure | null>>;
  /** Indexes into `watch`: lines that importing the project comes to. */
  readonly loaded: readonly number[];
  /** Values of credentials that are real: not to be shown, whoever prints them. */
  readonly secrets: readonly string[];
}

export interface LoadFailure {
  readonly type: string;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
}

export interface CannotBoot extends LoadFailure {
  readonly kind: 'cannot-boot';
  readonly stage: 'loopback' | 'namespace' | 'python' | 'django' | 'settings' | 'setup' | 'schema';
  readonly remedy: string;
  readonly secrets: readonly string[];
}

export interface RunRequest {
  readonly kind: 'run';
  readonly id: number;
  readonly command: string;
  readonly arguments: readonly string[];
  /** Port of the simulator on 127.0.0.1. */
  readonly port: number;
  /** Runs of one trial share a database: the first makes it from the template, the last removes it. */
  readonly database: { readonly name: string; readonly make: boolean; readonly remove: boolean };
  readonly seed: readonly SeedRow[];
  /** Rows that take the place of those in {@link Boot.tables} before the run; null: as they are. */
  readonly tables: SourceTables | null;
  /** Values that take the place of those in {@link Boot.seams}; null: as they are. */
  readonly seams: Readonly<Record<string, Json>> | null;
  /** What is wrong with all sources: the seams and the databases of {@link Boot.tables} have it from the harness. */
  readonly fault: Fault | null;
  readonly interruption: NonNullable<RunPlan['interruption']> | null;
  readonly withoutCredentials: boolean;
  /** The run ends where its arguments have been parsed. */
  readonly parsesOnly: boolean;
  /** Seconds. */
  readonly deadline: number;
  readonly observers: readonly string[];
}

export interface RunResult {
  readonly kind: 'result';
  readonly id: number;
  readonly exit: Exit;
  readonly stdout: Captured;
  readonly stderr: Captured;
  /** Probe id → what its observer returned. */
  readonly observations: Readonly<Record<string, Json>>;
  /** Indexes into `watch`. */
  readonly reached: readonly number[];
  /** How far it came to the callable of each seam; `unmet`: nothing that was imported has it. */
  readonly seams: Readonly<Record<string, 'unmet' | 'found' | 'asked'>>;
  /** How often it has read a source or asked for a connection; 0 where nobody observes. */
  readonly contacts: number;
  /** Why the harness could not observe as it should; such a run proves nothing. */
  readonly trouble: string | null;
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
}

export type HarnessAnswer = Ready | CannotBoot | RunResult;
