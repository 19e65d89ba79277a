import { newAttempt } from './exceptions.ts';
import type { Machine } from '../machine.ts';
import { truthOf } from '../language/truth.ts';
import { isDry, type Value } from '../values/value.ts';

export interface Transaction {
  rolledBack: boolean;
  /** False for a stack of context managers that no transaction was entered into. */
  entered: boolean;
}

/** The transactions under way, and which of them a dry run undoes. */
export class Transactions {
  readonly #machine: Machine;
  #open: readonly Transaction[] = [];

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Those around the present place, outermost first. */
  get open(): readonly Transaction[] {
    return this.#open;
  }

  /** A block whose writes are undone together. */
  atomically<T>(body: () => T): T {
    return this.#within({ rolledBack: false, entered: true }, body);
  }

  /** A block into which transactions may be entered later. */
  stacked<T>(body: () => T): T {
    return this.#within({ rolledBack: false, entered: false }, body);
  }

  enter(): void {
    const innermost = this.#open.at(-1);
    if (innermost !== undefined) innermost.entered = true;
  }

  /** The transaction under way, or else `past` ones, are rolled back where the condition is true and the run is a dry run. */
  rollBack(condition: Value | undefined, past: () => readonly Transaction[]): void {
    const machine = this.#machine;
    const known = condition === undefined ? undefined : truthOf(machine, condition);
    const isForDryRun = machine.branches.isBecauseOfDryRun || (condition !== undefined && isDry(condition));
    // What goes wrong may be rolled back in every run; what is rolled back without need is so on purpose.
    const isOnPurpose = this.#open.length > 0 && !machine.isHandling;
    if (known === false || !(isForDryRun || isOnPurpose)) return;
    for (const transaction of this.#open.length > 0 ? this.#open : past()) transaction.rolledBack = true;
  }

  /** The run is followed no further: how those end that are under way, and whether they keep anything, nobody knows. */
  abandon(): void {
    for (const transaction of this.#open) transaction.rolledBack ||= transaction.entered;
  }

  #within<T>(transaction: Transaction, body: () => T): T {
    const { handlers, store } = this.#machine;
    const around = this.#open;
    this.#open = [...around, transaction];
    const attempt = newAttempt({
      mark: store.mark(),
      handlers: [],
      rollsBack: true,
      // An exception that is there to end a dry run undoes it.
      atEnd: (raising) => {
        transaction.rolledBack ||= raising && transaction.entered && this.#machine.branches.isBecauseOfDryRun;
      },
    });
    handlers.attempts.push(attempt);
    const result = body();
    handlers.attempts.pop();
    this.#open = around;
    return result;
  }
}
