/** Git is a help, never a need: every caller has to say what happens without it. */
export type GitResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** `unsafe`: git refuses a repository that belongs to somebody else. */
      readonly reason: 'no-git' | 'no-repository' | 'unsafe' | 'failed';
      readonly message: string;
    };
