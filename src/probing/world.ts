import type { Command } from '../core/commands.ts';
import type { Answers, RequestRecord } from '../core/trial.ts';
import type { LearnedShape } from './simulator/learned-shape.ts';
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
  /** `expected`: what the code that will ask is known to read. */
  open(answers: Answers | undefined, expected: LearnedShape | undefined): Promise<Exchange>;
  close(): Promise<void>;
}

/** The simulated API during one run, on a port of its own. */
export interface Exchange {
  readonly port: number;
  requests(): readonly RequestRecord[];
  close(): Promise<void>;
}

export type HeldRecords = Pick<RunRequest, 'tables' | 'seams'>;

export interface UnusedAnswers {
  readonly own: readonly string[];
  /** Host → files. */
  readonly shipped: ReadonlyMap<string, readonly string[]>;
}

export interface World {
  readonly sandbox: Sandbox;
  readonly api: SimulatedApi;
  /** What sources that are no API hold in such a run; null: what they always do. */
  readonly sourcesUnder: (answers: Answers | undefined) => HeldRecords;
  /** What the code of a command says about the answers that it expects; undefined: nothing. */
  readonly shapeFor: (command: Command) => LearnedShape | undefined;
  /** Files of answers that nothing has asked for so far; of shipped ones those of hosts that something has asked. */
  readonly unusedAnswers: () => UnusedAnswers;
  /** Seconds for a run that has no deadline of its own. */
  readonly deadline: number;
  /** Trials at the same time. */
  readonly jobs: number;
  readonly interruption: AbortSignal;
}
