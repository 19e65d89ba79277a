import type { Answers, RequestRecord } from '../core/trial.ts';
import type { Ready, RunRequest, RunResult } from './protocol.ts';

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

export type HeldRecords = Pick<RunRequest, 'tables' | 'seams'>;

export interface World {
  readonly sandbox: Sandbox;
  readonly api: SimulatedApi;
  /** What sources that are no API hold in such a run; null: what they always do. */
  sourcesUnder(answers: Answers | undefined): HeldRecords;
  /** Seconds for a run that has no deadline of its own. */
  readonly deadline: number;
  /** Trials at the same time. */
  readonly jobs: number;
  readonly interruption: AbortSignal;
}
