import { join } from '../values/joining.ts';
import { boundKey, literal, unknownValue, type Cell, type Changes, type Value } from '../values/value.ts';

/** The state at a moment, as changes since a mark: worked out when they are asked for, or just before the state is another. */
export class Snapshot {
  readonly #store: Store;
  readonly #mark: number;
  #changes: Changes | undefined;

  constructor(store: Store, mark: number) {
    this.#store = store;
    this.#mark = mark;
  }

  get changes(): Changes {
    return this.settle();
  }

  settle(): Changes {
    return (this.#changes ??= this.#store.changesSince(this.#mark));
  }
}

interface Entry {
  readonly cell: Cell;
  readonly key: string;
  readonly before: Value | undefined;
  readonly had: boolean;
}

/**
 * Cells with an undo journal, so that one path after another can be tried from the same state.
 *
 * The cost of a branch is what it writes, not what there is.
 */
export class Store {
  // Maps are gone through by `forEach` here: `for…of` makes an array for each entry, and this is where most entries are.
  #journal: Entry[] = [];
  /** Of the present state; at most one function is being left at a time. */
  #snapshot: Snapshot | undefined;
  readonly #isFollowed: (changes: Changes) => boolean;

  /** `isFollowed`: where paths meet, those that it says no to are left for those that it says yes to. */
  constructor(isFollowed: (changes: Changes) => boolean = () => false) {
    this.#isFollowed = isFollowed;
  }

  set(cell: Cell, key: string, value: Value | undefined): void {
    const before = cell.values.get(key);
    const had = before !== undefined || cell.values.has(key);
    if (had && before === value) return;
    if (this.#snapshot !== undefined) this.#settle();
    this.#journal.push({ cell, key, before, had });
    cell.values.set(key, value);
  }

  mark(): number {
    return this.#journal.length;
  }

  /** What differs now from what was at the mark. */
  changesSince(mark: number): Changes {
    const changes = new Map<Cell, Map<string, Value | undefined>>();
    let cell: Cell | undefined;
    let keys: Map<string, Value | undefined> | undefined;
    for (let index = mark; index < this.#journal.length; index += 1) {
      const entry = this.#journal[index];
      if (entry === undefined) break;
      // One entry and the next are mostly of one cell.
      if (entry.cell !== cell || keys === undefined) {
        cell = entry.cell;
        keys = changes.get(cell);
        if (keys === undefined) changes.set(cell, (keys = new Map<string, Value | undefined>()));
      }
      keys.set(entry.key, cell.values.get(entry.key));
    }
    return changes;
  }

  /** Everything that cells held at some time since the mark, joined: the state when an exception may strike anywhere. */
  everythingSince(mark: number): Changes {
    const seen = new Map<Cell, Map<string, (Value | undefined)[]>>();
    for (let index = mark; index < this.#journal.length; index += 1) {
      const entry = this.#journal[index];
      if (entry === undefined) break;
      let keys = seen.get(entry.cell);
      if (keys === undefined) seen.set(entry.cell, (keys = new Map<string, (Value | undefined)[]>()));
      const values = keys.get(entry.key);
      if (values === undefined) keys.set(entry.key, [entry.before, entry.cell.values.get(entry.key)]);
      else values.push(entry.before);
    }
    const changes = new Map<Cell, ReadonlyMap<string, Value | undefined>>();
    seen.forEach((keys, cell) => {
      const joined = new Map<string, Value | undefined>();
      keys.forEach((values, key) => joined.set(key, joinPresent(key, values)));
      changes.set(cell, joined);
    });
    return changes;
  }

  /** The present state, for whoever may come back to it. */
  snapshot(mark: number): Snapshot {
    if (this.#snapshot !== undefined) this.#settle();
    this.#snapshot = new Snapshot(this, mark);
    return this.#snapshot;
  }

  /** Nothing has changed since: the state need not be restored. */
  isPresent(snapshot: Pick<Snapshot, 'changes'>): boolean {
    return this.#snapshot === snapshot;
  }

  #settle(): void {
    this.#snapshot?.settle();
    this.#snapshot = undefined;
  }

  /** Nobody can look into the cell any more: what has happened to it since the mark is no part of any path. */
  bury(cell: Cell, mark: number): void {
    const journal = this.#journal;
    let kept = mark;
    for (let index = mark; index < journal.length; index += 1) {
      const entry = journal[index];
      if (entry === undefined || entry.cell === cell) continue;
      journal[kept] = entry;
      kept += 1;
    }
    journal.length = kept;
  }

  rollback(mark: number): void {
    if (this.#snapshot !== undefined && this.#journal.length > mark) this.#settle();
    while (this.#journal.length > mark) {
      const entry = this.#journal.pop();
      if (entry === undefined) return;
      if (entry.had) entry.cell.values.set(entry.key, entry.before);
      else entry.cell.values.delete(entry.key);
    }
  }

  /** What happens in it is no part of any path: it is not undone with the branch that was the first to need it. */
  permanently<T>(body: () => T): T {
    if (this.#snapshot !== undefined) this.#settle();
    const journal = this.#journal;
    this.#journal = [];
    const result = body();
    if (this.#snapshot !== undefined) this.#settle();
    this.#journal = journal;
    return result;
  }

  /** `dead`: a cell that nothing can look into any more. */
  apply(changes: Changes, dead?: Cell): void {
    changes.forEach((keys, cell) => {
      if (cell === dead) return;
      keys.forEach((value, key) => {
        this.set(cell, key, value);
      });
    });
  }

  /** Those of several paths that are worth following. */
  followed<T>(paths: readonly T[], changesOf: (path: T) => Changes): readonly T[] {
    const followed = paths.filter((path) => this.#isFollowed(changesOf(path)));
    return followed.length === 0 ? paths : followed;
  }

  /** Goes on from where several paths, all starting from the present state, have ended. */
  merge(meeting: readonly Changes[], dead?: Cell): void {
    const paths = this.followed(meeting, (changes) => changes);
    const [only] = paths;
    if (paths.length === 1 && only !== undefined) {
      this.apply(only, dead);
      return;
    }
    endsOf(paths, dead).forEach((keys, cell) => {
      keys.forEach(({ values, paths: told }, key) => {
        if (told < paths.length) keep(values, cell.values.get(key));
        this.set(cell, key, joinPresent(key, values));
      });
    });
  }
}

/** The values of a key at the ends of the paths from the first on; a path that left it alone has the present one. */
interface Ends {
  readonly values: (Value | undefined)[];
  /** Paths that are told of. */
  paths: number;
}

function endsOf(paths: readonly Changes[], dead: Cell | undefined): ReadonlyMap<Cell, ReadonlyMap<string, Ends>> {
  const touched = new Map<Cell, Map<string, Ends>>();
  paths.forEach((path, index) => {
    path.forEach((keys, cell) => {
      if (cell === dead) return;
      let ends = touched.get(cell);
      if (ends === undefined) touched.set(cell, (ends = new Map<string, Ends>()));
      const known = ends;
      keys.forEach((value, key) => {
        let end = known.get(key);
        if (end === undefined) known.set(key, (end = { values: [], paths: 0 }));
        if (end.paths < index) keep(end.values, cell.values.get(key));
        end.values.push(value);
        end.paths = index + 1;
      });
    });
  });
  return touched;
}

/** What a path that left a key alone ends with; once is enough. */
function keep(values: (Value | undefined)[], present: Value | undefined): void {
  if (!values.includes(present)) values.push(present);
}

/** A key that only some paths have set has the value of these: reading it on the others would be an error of its own. */
function joinPresent(key: string, values: readonly (Value | undefined)[]): Value | undefined {
  const [first] = values;
  if (first !== undefined && key !== boundKey && first.kind !== 'choice' && values.every((value) => value === first)) {
    return first;
  }
  const present = values.filter((value) => value !== undefined);
  if (key === boundKey) return greatest(present);
  return present.length === 0 ? undefined : present.length === 1 ? (present[0] ?? unknownValue) : join(present);
}

function greatest(values: readonly Value[]): Value | undefined {
  const numbers = values.flatMap((value) =>
    value.kind === 'literal' && typeof value.value === 'number' ? [value.value] : [],
  );
  return numbers.length === 0 ? undefined : literal(Math.max(...numbers));
}
