import type { GitResult } from './git-result.ts';
import { runGit } from './run-git.ts';

/**
 * The last commit that a revision and the current one have in common: what has changed since is the work of this branch,
 * whatever happened on the other one meanwhile.
 *
 * @param revision - as somebody typed it.
 */
export async function mergeBase(folder: string, revision: string): Promise<GitResult<string>> {
  const head = await headOf(folder);
  if (!head.ok) return head;
  const commit = await commitOf(folder, revision);
  if (!commit.ok) return commit;
  const base = await runGit(folder, ['merge-base', commit.value, head.value]);
  if (base.ok) return { ok: true, value: textOf(base.value) };
  const message = `\`${revision}\` and the current commit have no commit in common`;
  return (await isShallow(folder)) ? cutOff(message) : { ok: false, reason: 'unrelated', message };
}

/** The current commit. */
export async function headOf(folder: string): Promise<GitResult<string>> {
  const head = await commitOf(folder, 'HEAD');
  if (head.ok || head.reason !== 'no-revision') return head;
  return { ok: false, reason: 'no-commit', message: 'nothing was committed yet' };
}

async function commitOf(folder: string, revision: string): Promise<GitResult<string>> {
  const answer = await runGit(folder, ['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`]);
  if (answer.ok) return { ok: true, value: textOf(answer.value) };
  if (answer.reason !== 'failed') return answer;
  const message = `there is no commit \`${revision}\``;
  return (await isShallow(folder)) ? cutOff(message) : { ok: false, reason: 'no-revision', message };
}

function cutOff(message: string): GitResult<never> {
  return { ok: false, reason: 'cut-off', message: `${message} in this shallow clone` };
}

async function isShallow(folder: string): Promise<boolean> {
  const answer = await runGit(folder, ['rev-parse', '--is-shallow-repository']);
  return answer.ok && textOf(answer.value) === 'true';
}

function textOf(bytes: Buffer): string {
  return bytes.toString('utf8').trim();
}
