/** Statements and expressions that a run may take; beyond them it is incomplete. */
const steps = 60_000;

/** How far a run is followed. */
export class Budget {
  readonly #whenSpent: () => void;
  #taken = 0;

  constructor(whenSpent: () => void) {
    this.#whenSpent = whenSpent;
  }

  /** False where the run is followed no further. */
  step(): boolean {
    this.#taken += 1;
    if (this.#taken === steps + 1) this.#whenSpent();
    return !this.isSpent;
  }

  get isSpent(): boolean {
    return this.#taken > steps;
  }
}
