import type { Answers, RequestRecord } from '../core/trial.ts';
import type { Ready, RunRequest, RunResult, SourceTables } from './protocol.ts';

/** Where commands are run. */
export interface Sandbox {
  readonly ready: Ready;
  run(request: Omit<RunRequest, 'kind' | 'id'>): Promise<RunResult>;
  /** Leaves nothing behind; never throws. */
  close(): Promise<void>;
}

/** What the commands talk to. */
export interface SimulatedApi {
  open(answers: Answers | undefined): Promise<Exchange>;
  close(): Promise<void>;
}

/** The simulated API during one run, on a port of its own. */
export interface Exchange {
  readonly port: number;
  requests(): readonly RequestRecord[];
  close(): Promise<void>;
}

export interface World {
  readonly sandbox: Sandbox;
  readonly api: SimulatedApi;
  /** What databases of other systems hold when they hold something else. */
  readonly otherTables: SourceTables;
  /** Seconds for a run that has no deadline of its own. */
  readonly deadline: number;
  /** Trials at the same time. */
  readonly jobs: number;
  readonly interruption: AbortSignal;
}
