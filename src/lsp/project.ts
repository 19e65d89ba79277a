import { join } from 'node:path';
import { SynclintError } from '../core/errors.ts';
import type { FilePath } from '../core/location.ts';
import { bytesOfBuffer } from '../pipeline/files/buffers.ts';
import type { CheckOutcome } from '../pipeline/check.ts';
import type { Checker } from '../pipeline/remembering/checker.ts';
import { uriOf } from './uris.ts';

/** A document that is open in the editor, as it is now. */
export interface Buffer {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** The buffers of one project at one moment, by file. Where two of them are one file, the last one opened is it. */
export type Buffers = ReadonlyMap<FilePath, Buffer>;

export type Result =
  | { readonly kind: 'checked'; readonly outcome: CheckOutcome }
  /** The user can mend it: a broken configuration, as a rule. */
  | { readonly kind: 'refused'; readonly error: SynclintError }
  | { readonly kind: 'crashed'; readonly error: unknown };

/** What was found out of a project, and of which contents. */
export interface Checked {
  readonly buffers: Buffers;
  /** Counts what happened on disk. */
  readonly revision: number;
  readonly today: string;
  readonly result: Result;
}

/** One project: its checker, and the last thing that it said. */
export class Project {
  readonly root: string;
  readonly #createChecker: (today: string) => Checker;
  #checker: { readonly today: string; readonly checker: Checker } | undefined;
  /** The revision that the checker has seen last. */
  #looked: number | undefined;
  checked: Checked | undefined;

  /** @param createChecker - for a day, since suppressions expire. */
  constructor(root: string, createChecker: (today: string) => Checker) {
    this.root = root;
    this.#createChecker = createChecker;
  }

  /** Nothing has changed since the last check. */
  isFresh(buffers: Buffers, revision: number, today: string): boolean {
    const { checked } = this;
    if (checked?.revision !== revision || checked.today !== today) return false;
    if (checked.buffers.size !== buffers.size) return false;
    return [...buffers].every(([file, { uri, version }]) => {
      const before = checked.buffers.get(file);
      return before?.uri === uri && before.version === version;
    });
  }

  /** `isTold`: every change on disk makes another revision. */
  async check(buffers: Buffers, revision: number, today: string, isTold: boolean): Promise<Checked> {
    if (this.#checker?.today !== today) {
      this.#checker = { today, checker: this.#createChecker(today) };
      this.#looked = undefined;
    }
    const overlays = new Map([...buffers].map(([file, { text }]) => [file, bytesOfBuffer(text)]));
    const isDiskTheSame = isTold && this.#looked === revision;
    this.#looked = revision;
    const result = await outcomeOf(this.#checker.checker.check(overlays, isDiskTheSame));
    return { buffers, revision, today, result };
  }

  /** Under the name by which the editor knows the file. */
  uriOf(file: FilePath): string {
    return this.checked?.buffers.get(file)?.uri ?? uriOf(join(this.root, file));
  }
}

async function outcomeOf(checking: Promise<CheckOutcome>): Promise<Result> {
  try {
    return { kind: 'checked', outcome: await checking };
  } catch (error) {
    return error instanceof SynclintError ? { kind: 'refused', error } : { kind: 'crashed', error };
  }
}
