import type { GitResult } from './git-result.ts';
import { runGit } from './run-git.ts';

/** The top folder of the working tree that a folder is in, without symbolic links. */
export async function repositoryRoot(folder: string): Promise<GitResult<string>> {
  const answer = await runGit(folder, ['rev-parse', '--show-toplevel']);
  return answer.ok ? { ok: true, value: answer.value.toString('utf8').replace(/\n$/, '') } : answer;
}
