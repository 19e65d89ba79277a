import type { FilePath } from '../../core/location.ts';

type Found = ReadonlyMap<string, readonly FilePath[]>;

/** What was found at an earlier look at the files, and which of them have another text since. */
export interface EarlierScans {
  readonly scans: Scans;
  readonly changed: readonly FilePath[];
}

/** Looks at the texts of all files, each once: where one was made at an earlier look as well, only changed files are looked at. */
export class Scans {
  readonly #files: readonly FilePath[];
  readonly #found = new Map<string, readonly FilePath[]>();
  /** Not the scans themselves, which would keep all that were before them. */
  readonly #earlier: { readonly found: Found; readonly changed: readonly FilePath[] } | undefined;

  constructor(files: readonly FilePath[], earlier?: EarlierScans) {
    this.#files = files;
    if (earlier !== undefined && haveSame(files, earlier.scans.#files))
      this.#earlier = { found: earlier.scans.#found, changed: earlier.changed };
  }

  /** `key`: of all that one look asks of a text. */
  all(key: string, finds: (file: FilePath) => boolean): readonly FilePath[] {
    let found = this.#found.get(key);
    if (found === undefined) this.#found.set(key, (found = this.#find(key, finds)));
    return found;
  }

  #find(key: string, finds: (file: FilePath) => boolean): readonly FilePath[] {
    const before = this.#earlier?.found.get(key);
    if (this.#earlier === undefined || before === undefined) return this.#files.filter(finds);
    const { changed } = this.#earlier;
    if (changed.every((file) => finds(file) === before.includes(file))) return before;
    const [found, again] = [new Set(before), new Set(changed)];
    return this.#files.filter((file) => (again.has(file) ? finds(file) : found.has(file)));
  }
}

function haveSame(some: readonly FilePath[], others: readonly FilePath[]): boolean {
  return some.length === others.length && some.every((file, index) => file === others[index]);
}
