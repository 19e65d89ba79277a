import { randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { belongsToUs, entryName, gitignore, tag, tagText, temporaryName } from './own-files.ts';
import { hashOf } from './stamps.ts';

/** Below the project root, where nobody names another one. */
const usualFolder = ['.synclint', 'cache'] as const;

/** So many questions are remembered, the latest first: another one is asked with other paths, options or rules. */
const maximumEntries = 20;

/** The usual cache of a project; its root is absolute, without symbolic links. */
export function usualCacheFolder(root: string): string {
  return join(root, ...usualFolder);
}

/**
 * Entries of a cache, each a file that is written as a whole or not at all. A cache only ever saves time: whatever goes
 * wrong with it, there is none.
 */
export class CacheFolder {
  readonly #folder: string;
  readonly #isUsual: boolean;

  /** @param given - absolute; undefined: the usual one of the project with that root. */
  constructor(root: string, given?: string) {
    this.#folder = given ?? usualCacheFolder(root);
    this.#isUsual = given === undefined;
  }

  /** The text of an entry; undefined where there is none, or not as it was written. */
  read(key: string): string | undefined {
    try {
      const path = this.#path(key);
      // A link may lead to something that never ends.
      if (!lstatSync(path).isFile()) return undefined;
      const stored = readFileSync(path, 'utf8');
      const end = stored.indexOf('\n');
      const text = stored.slice(end + 1);
      return stored.slice(0, end) === hashOf(text) ? text : undefined;
    } catch {
      return undefined;
    }
  }

  write(key: string, text: string): void {
    const path = this.#path(key);
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      if (!this.#prepare()) return;
      writeFileSync(temporary, `${hashOf(text)}\n${text}`, { flag: 'wx' });
      renameSync(temporary, path);
      this.#prune();
    } catch {
      this.#remove(temporary);
    }
  }

  /** Removes what cannot be understood, or is of no use any more. */
  drop(key: string): void {
    this.#remove(this.#path(key));
  }

  /** Makes the folder where it is missing; false where it is somebody else's. */
  #prepare(): boolean {
    const outer = dirname(this.#folder);
    // Below the root nothing is written through links, which may lead anywhere.
    if (this.#isUsual && [outer, this.#folder].some(isLink)) return false;
    const isOuterNew = !existsSync(outer);
    makeFolder(this.#folder);
    if (!belongsToUs(this.#folder)) return false;
    writeOnce(join(this.#folder, tag), tagText);
    // Nobody wants it in a repository, or in a backup.
    writeOnce(join(this.#folder, gitignore), '*\n');
    if (this.#isUsual && isOuterNew) writeOnce(join(outer, gitignore), '*\n');
    return true;
  }

  #prune(): void {
    const entries = readdirSync(this.#folder).map((name) => {
      const path = join(this.#folder, name);
      return { name, path, modified: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
    });
    const latestFirst = entries.filter(({ name }) => entryName.test(name)).sort((a, b) => b.modified - a.modified);
    // What a run that was killed has left half-written; another one under way is younger.
    const dead = entries.filter(({ name, modified }) => temporaryName.test(name) && modified < Date.now() - 60_000);
    for (const { path } of [...latestFirst.slice(maximumEntries), ...dead]) rmSync(path, { force: true });
  }

  #remove(path: string): void {
    try {
      rmSync(path, { force: true });
    } catch {
      // Somebody else's folder: the entry is not used, that is all.
    }
  }

  #path(key: string): string {
    return join(this.#folder, `${key}.json`);
  }
}

/** With the folders around it. Below `/proc`, `recursive` never comes back. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(path)) throw error;
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** What is there already stays, and so does what a link of that name leads to. */
function writeOnce(path: string, text: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return;
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
