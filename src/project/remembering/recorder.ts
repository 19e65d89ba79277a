import type { FilePath } from '../../core/location.ts';

/** What was found out once, and all that was found out with its help. */
export class Answer {
  readonly #users = new Set<Answer>();
  readonly #renew: (() => void) | undefined;
  #isStale = false;

  /** `renew`: finds out whether it is what it was when that of which it was made is not; until then its users are. */
  constructor(renew?: () => void) {
    this.#renew = renew;
  }

  /** Something that it was made of is not as it was. */
  get isStale(): boolean {
    return this.#isStale;
  }

  usedBy(user: Answer): void {
    this.#users.add(user);
  }

  /** Somebody may still give an answer again that was made of it. */
  get isUsed(): boolean {
    for (const user of this.#users) {
      if (!user.#isStale) return true;
      this.#users.delete(user);
    }
    return false;
  }

  renew(): void {
    this.#renew?.();
  }

  /** Takes back whatever was made of it as well, but for what has to be found out again first: that is told to `doubt`. */
  retract(doubt: (answer: Answer) => void): void {
    const waiting: Answer[] = [this];
    for (let answer = waiting.pop(); answer !== undefined; answer = waiting.pop()) {
      if (answer.#isStale) continue;
      if (answer.#renew !== undefined && answer !== this) {
        doubt(answer);
        continue;
      }
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

/** A question about the disk: holds as long as it is answered in the same way. */
interface Look {
  readonly answer: Answer;
  readonly saw: boolean;
  readonly again: () => boolean;
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
  #looks: Look[] = [];
  /** What may not be as it was, which has to be found out. */
  readonly #doubtful = new Set<Answer>();
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

  /** What is under way has looked at the disk. */
  asks(saw: boolean, again: Look['again']): void {
    if (this.#current === undefined) return;
    const answer = new Answer();
    answer.usedBy(this.#current);
    this.#looks.push({ answer, saw, again });
  }

  /** What is under way makes use of an answer. */
  uses(answer: Answer): void {
    if (this.#current !== undefined) answer.usedBy(this.#current);
  }

  /** Finds something out that belongs to an answer, or to none. */
  follow<T>(answer: Answer | undefined, compute: () => T): T {
    const outer = this.#current;
    this.#current = answer;
    try {
      return compute();
    } finally {
      this.#current = outer;
    }
  }

  /** Takes an answer back, with all that was made of it. */
  retract(answer: Answer): void {
    answer.retract((other) => this.#doubtful.add(other));
  }

  /** Finds out whether an answer in doubt is what it was. */
  settle(answer: Answer): void {
    if (!this.#doubtful.delete(answer)) return;
    if (answer.isUsed) answer.renew();
    else this.retract(answer);
  }

  /** Takes back what depends on files that have another text now. */
  forget(changed: readonly FilePath[]): void {
    for (const file of changed) {
      const text = this.#texts.get(file);
      if (text !== undefined) this.retract(text);
      this.#texts.delete(file);
    }
    this.#scans = [...this.#scans, ...this.#latest].filter(({ answer, found, finds }) => {
      if (!answer.isUsed) return false;
      if (changed.some((file) => found.has(file) !== finds(file))) this.retract(answer);
      return !answer.isStale;
    });
    this.#latest = [];
    this.#settleAll();
  }

  /** Takes back what depends on questions about the disk that are answered in another way now. */
  forgetDisk(): void {
    this.#looks = this.#looks.filter(({ answer, saw, again }) => {
      if (!answer.isUsed) return false;
      if (again() !== saw) this.retract(answer);
      return !answer.isStale;
    });
    this.#settleAll();
  }

  #settleAll(): void {
    // A set grows while it is walked.
    for (const answer of this.#doubtful) this.settle(answer);
  }
}
