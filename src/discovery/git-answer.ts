import { ProbeError, UsageError, type SynclintError } from '../core/errors.ts';
import type { GitResult } from '../git/git-result.ts';

/** Who asks git something that cannot do without the answer. */
export interface Asker {
  readonly option: '--since' | '--staged';
  /** What it means when git does not work here, or has not got what is needed. */
  readonly failure: 'usage' | 'probe';
}

/** What git said, or an error with a remedy. */
export function valueOf<T>(result: GitResult<T>, { option, failure }: Asker): T {
  if (result.ok) return result.value;
  const message = `${option}: ${result.message}`;
  const wrong = (remedy: string): SynclintError => new UsageError(message, remedy);
  const cannot = (remedy: string): SynclintError =>
    failure === 'usage' ? new UsageError(message, remedy) : new ProbeError(message, remedy);
  switch (result.reason) {
    case 'no-revision':
    case 'unrelated':
      throw wrong('`git log --oneline --all` lists commits');
    case 'no-commit':
      throw wrong(`commit something first, or leave \`${option}\` out`);
    case 'no-repository':
      throw new UsageError(`${option}: the project is in no git repository`, `leave \`${option}\` out`);
    case 'conflict':
      throw wrong('resolve it, and `git add` the file');
    case 'cut-off':
      throw cannot('fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow');
    case 'missing':
      throw cannot('fetch all contents: `git fetch --refetch --no-filter`, or clone without `--filter`');
    case 'no-git':
    case 'unsafe':
    case 'failed':
      throw cannot(`leave \`${option}\` out, or see to it that git works here`);
  }
}
