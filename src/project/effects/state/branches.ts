import type { Store } from './store.ts';
import { literal, none, type Cell, type Value } from '../values/value.ts';

/** Key, among what is known of the path under way, of whether it may depend on the dry run in a way nobody could follow. */
const doubtful = 'doubtful';

/** What tells the branches of a run apart from its other parts. */
interface Surroundings {
  readonly store: Store;
  /** What is known of the path under way. */
  readonly path: Cell;
  /** True when the path under way ends here; the next one starts anew. */
  hasDiverged(): boolean;
  resume(): void;
  /** Calls under way. */
  calls(): number;
}

/** Where a run may go one way or another. */
export class Branches {
  readonly #around: Surroundings;
  #undecided = 0;
  #leaked = false;
  /** Calls under way at each branch that is taken because the run is, or is not, a dry run. */
  readonly #dryDepths: number[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Some branch was not taken because the run is, or is not, a dry run, and calls something in it. */
  hasSpared = false;

  /** Branches around the present place of which it could not be told whether they are taken. */
  get undecided(): number {
    return this.#undecided;
  }

  /** Whether it is a dry run was told to code that could not be followed. */
  get hasLeaked(): boolean {
    return this.#leaked;
  }

  set hasLeaked(leaked: boolean) {
    this.#leaked = leaked;
  }

  /** On the path under way there is a record of the model, or it is not known of any. */
  find(model: string, exists: boolean): void {
    this.#around.store.set(this.#around.path, `found ${model}`, literal(exists));
  }

  /** Whichever way led here, there is such a record as was asked for. */
  hasFound(model: string): boolean {
    const value = this.#around.path.values.get(`found ${model}`);
    return value?.kind === 'literal' && value.value === true;
  }

  get isDoubtful(): boolean {
    const value = this.#around.path.values.get(doubtful);
    return value !== undefined && (value.kind !== 'literal' || value.value === true);
  }

  /** Tries several continuations of the present state and goes on from where they end; each says whether it ended. */
  branch(paths: readonly (() => boolean)[]): boolean {
    const { store } = this.#around;
    const mark = store.mark();
    const [only, ...others] = paths;
    if (only !== undefined && others.length === 0) {
      const ended = only();
      this.#around.resume();
      // The state is what it has come to.
      if (!ended) store.rollback(mark);
      return ended;
    }
    const ends = [];
    const undecided = paths.length > 1 ? 1 : 0;
    for (const run of paths) {
      this.#undecided += undecided;
      const ended = run();
      this.#undecided -= undecided;
      if (ended) ends.push(store.changesSince(mark));
      this.#around.resume();
      store.rollback(mark);
    }
    if (ends.length === 0) return false;
    store.merge(ends);
    return true;
  }

  /** The same, where the condition may or may not depend on the dry run. */
  doubtfully(dry: boolean, paths: readonly (() => boolean)[]): boolean {
    if (!dry && !this.#leaked) return this.branch(paths);
    const { store, path } = this.#around;
    const before = this.isDoubtful;
    let all = true;
    const marked = paths.map((run) => () => {
      store.set(path, doubtful, literal(true));
      const ended = run();
      all &&= ended;
      return ended;
    });
    const goesOn = this.branch(marked);
    // Behind a guard that returns, everything depends on it; behind one that does not, nothing does.
    store.set(path, doubtful, literal(before || !all));
    return goesOn;
  }

  /** Code that need not run. */
  perhaps(dry: boolean, body: () => Value): Value {
    let value: Value = none;
    const run = (): boolean => {
      value = body();
      return !this.#around.hasDiverged();
    };
    this.doubtfully(dry, [run, () => true]);
    return value;
  }

  /** A branch that is taken because the run is, or is not, a dry run. */
  because<T>(body: () => T): T {
    this.#dryDepths.push(this.#around.calls());
    const result = body();
    this.#dryDepths.pop();
    return result;
  }

  get isBecauseOfDryRun(): boolean {
    return this.#dryDepths.length > 0;
  }

  /** The branch stands in the function that runs, not in one of its callers. */
  get isChosenByDryRun(): boolean {
    return this.#dryDepths.includes(this.#around.calls());
  }
}
