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
    if (known.answer.isStale) return undefined;
    this.#recorder?.uses(known.answer);
    return known;
  }

  #find(key: K, compute: (key: K) => V, answer: Answer | undefined, lasts?: () => boolean): V {
    const recorder = this.#recorder;
    const value = recorder && answer ? recorder.follow(answer, () => compute(key)) : compute(key);
    if (lasts?.() !== false) this.#known.set(key, { value, answer });
    return value;
  }
}
