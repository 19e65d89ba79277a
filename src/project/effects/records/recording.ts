import type { EventPlace } from '../../../core/command-run.ts';
import type { CallSite, Machine } from '../machine.ts';
import { statesOf, stateValue } from './record-states.ts';
import { join } from '../values/joining.ts';
import { Cell, literal } from '../values/value.ts';

/** What a path has done so far: nothing, writes only, a record only, or writes with a record. */
type Progress = 'idle' | 'worked' | 'recorded' | 'done';

const all: readonly Progress[] = ['idle', 'worked', 'recorded', 'done'];
const key = { progress: 'progress', work: 'work' };

/** Whether the paths of a run make a record of what they write. */
export class Recording {
  readonly #machine: Machine;
  readonly #path = new Cell();
  readonly #works: EventPlace[] = [];
  /** Of the branches under way, and those under which some path has made a record. */
  readonly #conditions: string[] = [];
  readonly #recordedUnder = new Set<string>();

  constructor(machine: Machine) {
    this.#machine = machine;
    machine.store.set(this.#path, key.progress, stateValue('idle'));
  }

  /** Something is written to a model other than the history. */
  worked(site: CallSite): void {
    // `if full: record()` … `if full: write()`: the path without a record does not come here.
    if (this.#conditions.some((condition) => this.#recordedUnder.has(condition))) {
      this.#step((before) => (before === 'recorded' ? 'done' : before));
      return;
    }
    if (this.#progress().includes('idle') && !this.#machine.isTrial) {
      this.#works.push(this.#machine.place(site));
      this.#machine.store.set(this.#path, key.work, literal(this.#works.length - 1));
    }
    this.#step((before) => (before === 'idle' ? 'worked' : before === 'recorded' ? 'done' : before));
  }

  /** Runs what these conditions lead to. */
  under<T>(conditions: readonly string[], body: () => T): T {
    this.#conditions.push(...conditions);
    const result = body();
    this.#conditions.length -= conditions.length;
    return result;
  }

  recorded(): void {
    for (const condition of this.#conditions) this.#recordedUnder.add(condition);
    this.#step((before) => (before === 'idle' ? 'recorded' : before === 'worked' ? 'done' : before));
  }

  /** Behind an exception: that the record could not be made is not what this is about. */
  handled(): void {
    if (this.#progress().some((state) => state === 'recorded' || state === 'done')) this.recorded();
  }

  /** No path until here has made a record, and on one at least something was written. */
  get isLate(): boolean {
    const before = this.#progress();
    return before.includes('worked') && before.every((state) => state === 'idle' || state === 'worked');
  }

  /** The first write of a path that ends here without a record. */
  withoutRecord(): EventPlace | undefined {
    if (!this.#progress().includes('worked')) return undefined;
    const work = this.#path.values.get(key.work);
    const [first] = (work?.kind === 'choice' ? work.of : [work]).flatMap((one) =>
      one?.kind === 'literal' && typeof one.value === 'number' ? [one.value] : [],
    );
    return first === undefined ? undefined : this.#works[first];
  }

  #progress(): readonly string[] {
    return statesOf(this.#path.values.get(key.progress));
  }

  #step(to: (before: Progress) => Progress): void {
    const before = this.#progress();
    const after = all.filter((state) => before.includes(state)).map(to);
    if (after.length > 0) this.#machine.store.set(this.#path, key.progress, join(after.map((state) => literal(state))));
  }
}
