/** Git is a help, never a need: every caller has to say what happens without it. */
export type GitResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /**
       * `unsafe`: git refuses a repository that belongs to somebody else. `no-revision`: there is no commit of that name.
       * `cut-off`: it may be there, in a part of the history that a shallow clone has not got. `unrelated`: no commit is
       * before both. `no-commit`: nothing was committed yet. `missing`: a partial clone has not got a content. `conflict`: a merge
       * is not finished.
       */
      readonly reason:
        | 'no-git'
        | 'no-repository'
        | 'unsafe'
        | 'failed'
        | 'no-revision'
        | 'cut-off'
        | 'unrelated'
        | 'no-commit'
        | 'missing'
        | 'conflict';
      readonly message: string;
    };
