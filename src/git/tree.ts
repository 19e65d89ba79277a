import { dirname, resolve } from 'node:path';
import type { GitResult } from './git-result.ts';
import { splitAtNul } from './list-files.ts';
import { runGit } from './run-git.ts';

/** A file of a commit or of the index, or a symbolic link. */
export interface TreeFile {
  readonly isLink: boolean;
  /** Relative to the folder, as bytes. */
  readonly name: Buffer;
  /** Id of its content, in hexadecimal digits. */
  readonly object: string;
}

/** The files and links below a folder, as a commit has them. */
export async function treeOf(folder: string, commit: string): Promise<GitResult<readonly TreeFile[]>> {
  const listing = await runGit(folder, ['ls-tree', '-r', '-z', commit]);
  if (!listing.ok) return listing;
  return { ok: true, value: splitAtNul(listing.value).flatMap((entry) => fileOf(entry) ?? []) };
}

/**
 * The files and links below a folder, as the next commit would have them.
 *
 * @remarks A hook may be told of another index than that of the repository: `git commit -a` makes one.
 */
export async function indexOf(folder: string): Promise<GitResult<readonly TreeFile[]>> {
  const listing = await runGit(folder, ['ls-files', '--stage', '-z'], { index: await indexOfHook(folder) });
  if (!listing.ok) return listing;
  const entries = splitAtNul(listing.value);
  const conflict = entries.find((entry) => !/^\d+ [0-9a-f]+ 0\t/.test(entry.toString('latin1')));
  if (conflict === undefined) return { ok: true, value: entries.flatMap((entry) => fileOf(entry) ?? []) };
  const name = conflict.subarray(conflict.indexOf('\t') + 1).toString('utf8');
  return { ok: false, reason: 'conflict', message: `\`${name}\` has a merge conflict that is not resolved` };
}

/** Only one of this very repository: the hook may be that of another one. */
async function indexOfHook(folder: string): Promise<string | undefined> {
  const given = process.env['GIT_INDEX_FILE'];
  if (given === undefined || given === '') return undefined;
  const answer = await runGit(folder, ['rev-parse', '--path-format=absolute', '--git-dir', '--show-toplevel']);
  const [own, top] = answer.ok ? answer.value.toString('utf8').split('\n') : [];
  if (own === undefined || top === undefined) return undefined;
  // Where it is relative, it is so to the folder in which git starts hooks.
  const index = resolve(top, given);
  return dirname(index) === own ? index : undefined;
}

/** `100644 blob <object>\t<name>`, and `100644 <object> 0\t<name>` in the index; submodules are something else. */
function fileOf(entry: Buffer): TreeFile | undefined {
  const tab = entry.indexOf('\t');
  const [mode = '', second = '', third = ''] = entry.subarray(0, tab).toString('latin1').split(' ');
  const object = second === 'blob' ? third : second;
  const isLink = mode === '120000';
  return isLink || mode.startsWith('100') ? { isLink, name: entry.subarray(tab + 1), object } : undefined;
}

/** Contents by their ids, as they are stored: no filter and no conversion of line ends is applied. */
export async function readObjects(
  folder: string,
  objects: readonly string[],
): Promise<GitResult<ReadonlyMap<string, Buffer>>> {
  const answer = await runGit(folder, ['cat-file', '--batch'], {
    input: objects.map((object) => `${object}\n`).join(''),
  });
  if (!answer.ok) return answer;
  const contents = new Map<string, Buffer>();
  const bytes = answer.value;
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf('\n', start);
    // `<object> blob <size>`, or `<object> missing` in a clone that has not got all contents.
    const [object = '', kind, size = ''] = bytes.subarray(start, end).toString('latin1').split(' ');
    if (kind !== 'blob') return { ok: false, reason: 'missing', message: `the content ${object} is not in this clone` };
    contents.set(object, bytes.subarray(end + 1, end + 1 + Number(size)));
    start = end + 1 + Number(size) + 1;
  }
  return { ok: true, value: contents };
}
