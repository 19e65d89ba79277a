import type { FilePath } from '../core/location.ts';
import type { CheckOutcome, CheckRequest } from '../pipeline/check.ts';
import { decidesOnFiles, filesNow, leftOutFor, mayMatter } from '../pipeline/files/watched-files.ts';

/** Tells changes of files that a check looks at from all the others. */
export class Relevance {
  readonly #request: CheckRequest;
  #known: ReadonlySet<string>;
  #isLeftOut: ReturnType<typeof leftOutFor>;

  constructor(request: CheckRequest, outcome: CheckOutcome) {
    this.#request = request;
    this.#known = knownOf(outcome);
    this.#isLeftOut = leftOutFor(outcome.root, outcome.configuration, request);
  }

  follow(outcome: CheckOutcome): void {
    this.#known = knownOf(outcome);
    this.#isLeftOut = leftOutFor(outcome.root, outcome.configuration, this.#request);
  }

  /**
   * What is not even watched.
   *
   * @param isFolder - undefined where nobody has looked yet.
   */
  isNoise(path: string, isFolder: boolean | undefined): boolean {
    if (path === '' || this.#known.has(path)) return false;
    if (isFolder === false) return !mayMatter(path);
    // Ours: records of runs, the cache.
    return path === '.synclint' || path.startsWith('.synclint/') || this.#isLeftOut(path, true);
  }

  /** Configurations above the root. */
  outside(): readonly string[] {
    return [...this.#known].filter((path) => path.startsWith('../'));
  }

  /** Those of changed paths that are reason enough for a new check. */
  async among(paths: readonly string[]): Promise<readonly string[]> {
    const certain = paths.filter((path) => this.#known.has(path) || decidesOnFiles(path));
    const others = paths.filter((path) => !certain.includes(path) && mayMatter(path));
    if (others.length === 0) return certain;
    const now: ReadonlySet<string> = await this.#filesNow();
    return [...certain, ...others.filter((path) => now.has(path))].sort();
  }

  /** A configuration that is broken meanwhile is told by the check. */
  async #filesNow(): Promise<ReadonlySet<FilePath>> {
    try {
      return await filesNow(this.#request);
    } catch {
      return new Set();
    }
  }
}

/** The files of the project, and those of its configuration, whatever their names. */
function knownOf({ discovery, configuration }: CheckOutcome): ReadonlySet<string> {
  const files = configuration.sources.filter(({ kind }) => kind === 'file').map(({ name }) => name);
  return new Set([...discovery.files, ...discovery.scripts, ...files]);
}
