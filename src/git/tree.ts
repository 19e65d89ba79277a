import type { GitResult } from './git-result.ts';
import { splitAtNul } from './list-files.ts';
import { runGit } from './run-git.ts';

/** A file of a commit, or a symbolic link. */
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

/** `100644 blob <object>\t<name>`; submodules are something else. */
function fileOf(entry: Buffer): TreeFile | undefined {
  const tab = entry.indexOf('\t');
  const [mode = '', , object = ''] = entry.subarray(0, tab).toString('latin1').split(' ');
  const isLink = mode === '120000';
  return isLink || mode.startsWith('100') ? { isLink, name: entry.subarray(tab + 1), object } : undefined;
}

/** Contents by their ids, as they are stored: no filter and no conversion of line ends is applied. */
export async function readObjects(
  folder: string,
  objects: readonly string[],
): Promise<GitResult<ReadonlyMap<string, Buffer>>> {
  const answer = await runGit(folder, ['cat-file', '--batch'], objects.map((object) => `${object}\n`).join(''));
  if (!answer.ok) return answer;
  const contents = new Map<string, Buffer>();
  const bytes = answer.value;
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf('\n', start);
    // `<object> blob <size>`, or `<object> missing` in a clone that has not got all contents.
    const [object = '', kind, size = ''] = bytes.subarray(start, end).toString('latin1').split(' ');
    if (kind !== 'blob') return { ok: false, reason: 'failed', message: `the content ${object} is not in this clone` };
    contents.set(object, bytes.subarray(end + 1, end + 1 + Number(size)));
    start = end + 1 + Number(size) + 1;
  }
  return { ok: true, value: contents };
}
