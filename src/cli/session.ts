import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExitCode } from './exit-codes.ts';

/** What a command gets from the process around it. */
export interface Session {
  readonly cwd: string;
  /** The report. A reader that has gone away is no error. */
  print(text: string | Uint8Array): Promise<void>;
  /** One line, or several, beside the report. */
  log(text: string): Promise<void>;
  /** Whether a stream is a terminal that may be coloured, when nothing was said about colour. */
  readonly terminals: { readonly output: boolean; readonly log: boolean };
  readonly environment: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C and by a request to terminate. */
  readonly interruption: AbortSignal;
  /** What has to be done before an interrupted process may end; returns what takes it back. */
  beforeLeaving(cleanUp: () => Promise<void>): () => void;
}

/** A command that has been parsed; gives back the exit code. */
export type Action = () => Promise<ExitCode>;

/**
 * Throws when the user asked to stop.
 *
 * @remarks The analysis blocks the event loop, so that a signal is only seen after it: one turn of the loop brings it
 * in, a second one lets its handler have run whatever phase the first began in.
 */
export async function stopIfInterrupted({ interruption }: Session): Promise<void> {
  await nextTurn();
  await nextTurn();
  interruption.throwIfAborted();
}
