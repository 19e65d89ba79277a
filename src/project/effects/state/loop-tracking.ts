/** The loops under way, over all calls: whether what happens, happens once, and in which order. */
export class LoopTracking {
  #turns = 0;
  #repeating = 0;
  #unordered = 0;

  /** One turn of a loop, be it the only one that is run. */
  inTurn<T>(body: () => T): T {
    this.#turns += 1;
    const result = body();
    this.#turns -= 1;
    return result;
  }

  /** What is run once stands for any number of turns. */
  repeatedly<T>(body: () => T): T {
    this.#repeating += 1;
    const result = body();
    this.#repeating -= 1;
    return result;
  }

  /** What happens in it happens at the same time, or in an order that is not known. */
  inAnyOrder<T>(body: () => T): T {
    this.#unordered += 1;
    const result = body();
    this.#unordered -= 1;
    return result;
  }

  get isRepeating(): boolean {
    return this.#repeating > 0;
  }

  /** May be one turn of many. */
  get isInLoop(): boolean {
    return this.#repeating > 0 || this.#turns > 0;
  }

  get isOrdered(): boolean {
    return this.#repeating === 0 && this.#unordered === 0;
  }
}
