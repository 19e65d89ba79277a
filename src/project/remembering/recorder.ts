import type { FilePath } from '../../core/location.ts';

/** What was found out once, and all that was found out with its help. */
export class Answer {
  readonly #users = new Set<Answer>();
  #isStale = false;

  /** Something that it was made of is not as it was. */
  get isStale(): boolean {
    return this.#isStale;
  }

  usedBy(user: Answer): void {
    this.#users.add(user);
  }

  /** Takes back whatever was made of it as well. */
  retract(): void {
    const waiting: Answer[] = [this];
    for (let answer = waiting.pop(); answer !== undefined; answer = waiting.pop()) {
      if (answer.#isStale) continue;
      answer.#isStale = true;
      waiting.push(...answer.#users);
      answer.#users.clear();
    }
  }
}

/** A look at the texts of many files: holds as long as it would find the same files. */
interface Scan {
  readonly answer: Answer;
  readonly found: ReadonlySet<FilePath>;
  /** Whether it would find the file as it is now. */
  readonly finds: (file: FilePath) => boolean;
}

/**
 * Notes what each answer of the project model is made of: texts of files, looks at all texts, and other answers.
 *
 * @remarks It knows what is read through {@link recorded} sources. Who keeps an answer keeps it in a `Memo` of this recorder;
 * any other table would hide from it what the answer depends on.
 */
export class Recorder {
  readonly #texts = new Map<FilePath, Answer>();
  #scans: readonly Scan[] = [];
  #latest: Scan[] = [];
  #current: Answer | undefined;

  /** What is under way looks at a file. */
  reads(file: FilePath): void {
    if (this.#current === undefined) return;
    let text = this.#texts.get(file);
    if (text === undefined) this.#texts.set(file, (text = new Answer()));
    text.usedBy(this.#current);
  }

  /** What is under way has looked at the texts of many files. */
  scans(found: readonly FilePath[], finds: Scan['finds']): void {
    if (this.#current === undefined) return;
    const answer = new Answer();
    answer.usedBy(this.#current);
    this.#latest.push({ answer, found: new Set(found), finds });
  }

  /** What is under way makes use of an answer. */
  uses(answer: Answer): void {
    if (this.#current !== undefined) answer.usedBy(this.#current);
  }

  /** Finds an answer out. */
  follow<T>(answer: Answer, compute: () => T): T {
    this.uses(answer);
    const outer = this.#current;
    this.#current = answer;
    try {
      return compute();
    } finally {
      this.#current = outer;
    }
  }

  /** Takes back what depends on files that have another text now. */
  forget(changed: readonly FilePath[]): void {
    for (const file of changed) {
      this.#texts.get(file)?.retract();
      this.#texts.delete(file);
    }
    this.#scans = [...this.#scans, ...this.#latest].filter(({ answer, found, finds }) => {
      if (!answer.isStale && changed.some((file) => found.has(file) !== finds(file))) answer.retract();
      return !answer.isStale;
    });
    this.#latest = [];
  }
}
