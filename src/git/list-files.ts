import type { GitResult } from './git-result.ts';
import { runGit } from './run-git.ts';

/**
 * What git knows below a folder, tracked or new, without what is ignored: names relative to the folder, as bytes.
 *
 * @remarks Tracked files that were deleted are still named, and a file in conflict may be named several times. A
 * nested repository is one name: with a trailing `/` when it is not tracked, without when it is a submodule.
 */
export async function listFiles(folder: string): Promise<GitResult<readonly Buffer[]>> {
  const listing = await runGit(folder, ['ls-files', '--cached', '--others', '--exclude-standard', '-z']);
  return listing.ok ? { ok: true, value: splitAtNul(listing.value) } : listing;
}

export function splitAtNul(bytes: Buffer): readonly Buffer[] {
  const names: Buffer[] = [];
  for (let start = 0, end = bytes.indexOf(0); end !== -1; start = end + 1, end = bytes.indexOf(0, start)) {
    names.push(bytes.subarray(start, end));
  }
  return names;
}
