import type { Handlers } from './exceptions.ts';
import type { Store } from './store.ts';
import type { Frame } from '../values/value.ts';

/** What a trial must not leave a trace in, and what it has to put back. */
interface Surroundings {
  readonly store: Store;
  readonly handlers: Handlers;
  /** Called before the trial; gives what restores the rest of the state. */
  begin(): () => void;
}

/** Runs something to see where it leads, and leaves no trace. */
export class Trials {
  readonly #around: Surroundings;
  #underWay = 0;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get areUnderWay(): boolean {
    return this.#underWay > 0;
  }

  run<T>(frames: readonly Frame[], body: () => T): T {
    const { store, handlers } = this.#around;
    const mark = store.mark();
    const traces: readonly unknown[][] = [
      ...handlers.attempts.map(({ raised }) => raised),
      ...frames.flatMap(({ exits, loops }) => [
        exits.returns,
        ...loops.flatMap((loop) => [loop.breaks, loop.continues]),
      ]),
    ];
    const lengths = traces.map(({ length }) => length);
    const restore = this.#around.begin();
    this.#underWay += 1;
    const result = body();
    this.#underWay -= 1;
    store.rollback(mark);
    for (const [index, trace] of traces.entries()) trace.length = lengths[index] ?? trace.length;
    restore();
    return result;
  }
}
