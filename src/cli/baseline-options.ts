import type { CheckOptions } from './check-options.ts';

/** Of `baseline create` and `baseline prune`; they say which findings there are as `check` does. */
export type BaselineOptions = Pick<
  CheckOptions,
  | 'select'
  | 'ignore'
  | 'extendSelect'
  | 'exclude'
  | 'extendExclude'
  | 'respectGitignore'
  | 'preset'
  | 'config'
  | 'isolated'
  | 'concurrency'
  | 'quiet'
  | 'outputFile'
  | 'baseline'
>;
