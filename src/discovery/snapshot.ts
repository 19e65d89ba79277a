import { join } from 'node:path';
import { filePath, type FilePath } from '../core/location.ts';
import { listFiles } from '../git/list-files.ts';
import { headOf, mergeBase } from '../git/merge-base.ts';
import { idOf } from '../git/object-id.ts';
import { indexOf, readObjects, treeOf, type TreeFile } from '../git/tree.ts';
import { isPython } from './collector.ts';
import { valueOf, type Asker } from './git-answer.ts';
import { decodePath } from './path-bytes.ts';
import { readBytes } from './read-source.ts';
import { isScript } from './scripts.ts';

/** What a change lies between: the working tree or the index, and a commit before it. */
export type ChangeRequest = { readonly kind: 'since'; readonly revision: string } | { readonly kind: 'staged' };

/** The files of a commit, or of the index. Nothing is checked out. */
export interface Snapshot {
  /** Of all files and links. */
  readonly names: ReadonlySet<string>;
  /** Of the files that an analysis may read. */
  readonly contents: ReadonlyMap<FilePath, Buffer>;
}

export interface Snapshots {
  readonly before: Snapshot;
  /** Undefined: the working tree. */
  readonly after: Snapshot | undefined;
  /** What git knows in the working tree, tracked or new, without what is ignored and what is in repositories within. */
  readonly listed: ReadonlySet<string>;
}

/** Reads from git what was there before a change, and what is staged. */
export async function snapshotsOf(root: string, change: ChangeRequest): Promise<Snapshots> {
  const asker: Asker = { option: `--${change.kind}`, failure: 'usage' };
  const base = await (change.kind === 'since' ? mergeBase(root, change.revision) : headOf(root));
  const tree = valueOf(await treeOf(root, valueOf(base, asker)), asker);
  const index = change.kind === 'since' ? undefined : valueOf(await indexOf(root), asker);
  const listed = new Set(valueOf(await listFiles(root), asker).map(decodePath));
  const reading = new Reading(root, asker);
  return {
    before: await reading.snapshot(tree),
    after: index === undefined ? undefined : await reading.snapshot(index),
    listed,
  };
}

/** Asks git only for contents that are not in the working tree, where each file is read once. */
class Reading {
  readonly #root: string;
  readonly #asker: Asker;
  readonly #contents = new Map<string, Buffer>();
  readonly #looked = new Set<string>();

  constructor(root: string, asker: Asker) {
    this.#root = root;
    this.#asker = asker;
  }

  async snapshot(tree: readonly TreeFile[]): Promise<Snapshot> {
    const names = new Set(tree.map(({ name }) => decodePath(name)));
    const wanted = tree.flatMap(({ name, object, isLink }) => {
      const path = decodePath(name);
      return !isLink && mayBeRead(path) ? [{ path, object }] : [];
    });
    for (const { path, object } of wanted) this.#look(path, object.length);
    const missing = [...new Set(wanted.map(({ object }) => object))].filter((object) => !this.#contents.has(object));
    const read = valueOf(await readObjects(this.#root, missing), this.#asker);
    for (const [object, bytes] of read) this.#contents.set(object, bytes);
    const contents = wanted.map(
      ({ path, object }) => [filePath(path), this.#contents.get(object) ?? Buffer.alloc(0)] as const,
    );
    return { names, contents: new Map(contents) };
  }

  #look(path: string, idLength: number): void {
    if (this.#looked.has(path)) return;
    this.#looked.add(path);
    const read = readBytes(join(this.#root, path));
    if ('bytes' in read) this.#contents.set(idOf(read.bytes, idLength), read.bytes);
  }
}

/** Besides the files of a discovery, what tells what `import` may find. */
function mayBeRead(path: string): boolean {
  return isPython(path) || isScript(path) || path === '.gitmodules' || /(^|\/)\.gitignore$/.test(path);
}
