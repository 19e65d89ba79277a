import type { Writable } from 'node:stream';
import { UsageError } from '../core/errors.ts';

/**
 * Resolves when everything has been handed to the system, so that nothing is lost when the process ends. A closed pipe
 * (`| head`) is the reader's decision and no error.
 */
export function write(stream: Writable, name: string, text: string | Uint8Array): Promise<void> {
  if (text.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined || isClosed(error)) resolve();
      else reject(new UsageError(`cannot write to ${name} (${error.message})`, 'check where the output goes'));
    });
  });
}

/** Without a listener an error of a stream ends the process; `write` tells whoever waits for it. */
export function leaveErrorsToWriters(...streams: readonly Writable[]): void {
  for (const stream of streams) stream.on('error', () => undefined);
}

function isClosed(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
