import { literal, type Cell } from '../values/value.ts';
import type { Store } from '../state/store.ts';

/** Begins the keys of the commands that have run on the path under way. */
const ran = 'ran ';

/** Which commands have run before, on the path under way. */
export class ChildrenRun {
  readonly #store: Store;
  readonly #path: Cell;

  constructor(store: Store, path: Cell) {
    this.#store = store;
    this.#path = path;
  }

  get names(): readonly string[] {
    return [...this.#path.values].flatMap(([key, value]) =>
      value !== undefined && key.startsWith(ran) ? [key.slice(ran.length)] : [],
    );
  }

  add(command: string): void {
    this.#store.set(this.#path, ran + command, literal(true));
  }
}
