import type { AnswerRead, AnswerUse } from '../../../core/answer-read.ts';

/** What a run reads of what APIs answer, each key once. */
export class AnswerReads {
  readonly #reads = new Map<string, AnswerRead>();

  /** `answer[key]`; the path of what is there. */
  read(answer: readonly string[], key: string, strict: boolean): readonly string[] {
    const path = [...answer, key];
    const name = JSON.stringify(path);
    const known = this.#reads.get(name);
    if (known === undefined || (strict && !known.strict)) this.#reads.set(name, { ...known, path, strict });
    return path;
  }

  /** What is there is taken for something. */
  use(answer: readonly string[], use: AnswerUse): void {
    const name = JSON.stringify(answer);
    const known = this.#reads.get(name);
    if (known !== undefined) this.#reads.set(name, { ...known, use });
  }

  all(): readonly AnswerRead[] {
    return [...this.#reads.values()];
  }
}
