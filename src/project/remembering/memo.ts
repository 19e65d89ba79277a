import { Answer, type Recorder } from './recorder.ts';

interface Known<V> {
  readonly value: V;
  readonly answer: Answer | undefined;
}

/** Answers by what was asked; with a recorder, until something that they were made of changes. */
export class Memo<K, V> {
  readonly #recorder: Recorder | undefined;
  readonly #known = new Map<K, Known<V>>();

  constructor(recorder: Recorder | undefined) {
    this.#recorder = recorder;
  }

  /** `lasts`: whether the answer holds for whoever asks next, once it is found. */
  get(key: K, compute: (key: K) => V, lasts?: () => boolean): V {
    const known = this.known(key);
    return known === undefined ? this.#find(key, compute, this.#recorder && new Answer(), lasts) : known.value;
  }

  /** As `get` for what nobody asks for twice in one look at a project: without a recorder it is not kept. */
  getForLater(key: K, compute: (key: K) => V): V {
    return this.#recorder === undefined ? compute(key) : this.get(key, compute);
  }

  /**
   * As `get`, for what often comes out the same when it has to be found out again: whoever made use of it then has not to be.
   * What it is made of must not lead back to it.
   */
  getSettled(key: K, compute: (key: K) => V, isSame: (one: V, other: V) => boolean): V {
    const recorder = this.#recorder;
    const known = this.known(key);
    if (known !== undefined || recorder === undefined)
      return known === undefined ? this.get(key, compute) : known.value;
    const find = (): V => {
      const made = new Answer();
      made.usedBy(answer);
      return recorder.follow(made, () => compute(key));
    };
    const answer = new Answer(() => {
      if (!comesOutAs(value, find, isSame)) recorder.retract(answer);
    });
    recorder.uses(answer);
    const value = find();
    this.#known.set(key, { value, answer });
    return value;
  }

  /** `meanwhile`: the answer to whoever asks the same again while it is being found out. */
  getWith(meanwhile: V, key: K, compute: (key: K) => V): V {
    const known = this.known(key);
    if (known !== undefined) return known.value;
    const answer = this.#recorder && new Answer();
    this.#known.set(key, { value: meanwhile, answer });
    return this.#find(key, compute, answer);
  }

  /** What was found out before, and still holds. */
  known(key: K): { readonly value: V } | undefined {
    const known = this.#known.get(key);
    if (known?.answer === undefined) return known;
    this.#recorder?.settle(known.answer);
    if (known.answer.isStale) return undefined;
    this.#recorder?.uses(known.answer);
    return known;
  }

  #find(key: K, compute: (key: K) => V, answer: Answer | undefined, lasts?: () => boolean): V {
    const recorder = this.#recorder;
    if (answer !== undefined) recorder?.uses(answer);
    const value = recorder && answer ? recorder.follow(answer, () => compute(key)) : compute(key);
    if (lasts?.() !== false) this.#known.set(key, { value, answer });
    return value;
  }
}

function comesOutAs<V>(before: V, find: () => V, isSame: (one: V, other: V) => boolean): boolean {
  try {
    return isSame(before, find());
  } catch {
    // Whoever asks next runs into it, and can say where.
    return false;
  }
}
