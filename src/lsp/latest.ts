/** Runs one piece of work again whenever it was asked for, after a short silence, never twice at a time. */
export class Latest {
  readonly #work: (isObsolete: () => boolean) => Promise<void>;
  readonly #silenceMs: number;
  #asked = 0;
  #timer: NodeJS.Timeout | undefined;
  #isRunning = false;
  #waiting: (() => void)[] = [];

  /** @param work - is started again where it was asked for in the meantime, so that an obsolete one may just end. */
  constructor(work: (isObsolete: () => boolean) => Promise<void>, silenceMs: number) {
    this.#work = work;
    this.#silenceMs = silenceMs;
  }

  ask(): void {
    this.#asked += 1;
    if (!this.#isRunning) this.#wait();
  }

  /** Resolves when nothing is under way and nothing is asked for. */
  settled(): Promise<void> {
    if (!this.#isRunning && this.#timer === undefined) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Starts nothing any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), this.#silenceMs);
  }

  async #run(): Promise<void> {
    const now = this.#asked;
    this.#timer = undefined;
    this.#isRunning = true;
    try {
      await this.#work(() => this.#asked !== now);
    } finally {
      this.#isRunning = false;
      if (this.#asked !== now) this.#wait();
      else for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }
}
