import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome } from './verdict.ts';

/** Examines mutants in several processes; each opens the sample once and is handed one mutant after the other. */
export async function examineAll(
  { folder, most }: { readonly folder: string; readonly most: number },
  ids: readonly string[],
  processes: number,
  done: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const queue = [...ids];
  const work = (worker: ChildProcess): Promise<void> =>
    new Promise((resolve, reject) => {
      const next = (): void => {
        const id = queue.shift();
        if (id !== undefined) worker.send(id);
        else {
          worker.disconnect();
          resolve();
        }
      };
      worker.on('message', (message: Outcome | 'ready') => {
        if (message !== 'ready') {
          outcomes.set(message.id, message);
          done(message);
        }
        next();
      });
      worker.on('exit', (code) => {
        reject(new Error(`a worker ended with exit code ${String(code)}`));
      });
    });
  const workers = Array.from({ length: Math.min(processes, ids.length) }, () =>
    fork(join(import.meta.dirname, 'worker.ts'), [folder, String(most)]),
  );
  await Promise.all(workers.map(work));
  return ids.flatMap((id) => outcomes.get(id) ?? []);
}
