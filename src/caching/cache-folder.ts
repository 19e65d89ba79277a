import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Below the project root, where nobody names another one. */
export const usualCacheFolder = '.synclint/cache';

/** So many questions are remembered, the latest first: another one is asked with other paths, options or rules. */
const maximumEntries = 20;

const entryName = /^[\w-]+\.json$/;

/**
 * Entries of a cache, each a file that is written as a whole or not at all. A cache only ever saves time: whatever goes
 * wrong with it, there is none.
 */
export class CacheFolder {
  readonly #folder: string;

  /** `folder`: absolute. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The text of an entry; undefined where there is none that can be read. */
  read(key: string): string | undefined {
    try {
      return readFileSync(this.#path(key), 'utf8');
    } catch {
      return undefined;
    }
  }

  write(key: string, text: string): void {
    const path = this.#path(key);
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      // Nobody wants it in a repository, or in a backup.
      writeFileSync(join(this.#folder, '.gitignore'), '*\n');
      writeFileSync(join(this.#folder, 'CACHEDIR.TAG'), 'Signature: 8a477f597d28d172789f06886806bc55\n');
      writeFileSync(temporary, text, { flag: 'wx' });
      renameSync(temporary, path);
      this.#prune();
    } catch {
      rmSync(temporary, { force: true });
    }
  }

  /** Removes what cannot be understood, or is of no use any more. */
  drop(key: string): void {
    try {
      rmSync(this.#path(key), { force: true });
    } catch {
      // Somebody else's folder: the entry is not used, that is all.
    }
  }

  #prune(): void {
    const entries = readdirSync(this.#folder).map((name) => {
      const path = join(this.#folder, name);
      return { name, path, modified: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
    });
    const latestFirst = entries.filter(({ name }) => entryName.test(name)).sort((a, b) => b.modified - a.modified);
    // What a run that was killed has left half-written; another one under way is younger.
    const dead = entries.filter(({ name, modified }) => name.endsWith('.tmp') && modified < Date.now() - 60_000);
    for (const { path } of [...latestFirst.slice(maximumEntries), ...dead]) rmSync(path, { force: true });
  }

  #path(key: string): string {
    return join(this.#folder, `${key}.json`);
  }
}
