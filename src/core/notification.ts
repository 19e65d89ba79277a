import type { FilePath } from './location.ts';

/** What the tool has to say about itself: never silence, never a finding. */
export interface Notification {
  readonly level: 'error' | 'warning' | 'note';
  readonly kind:
    | 'degraded-parse'
    | 'unreadable-file'
    | 'unwritten-file'
    | 'rule-crash'
    | 'probe-crash'
    | 'cannot-boot'
    | 'unresolved'
    | 'preset-detected'
    | 'not-selected'
    | 'removed-command'
    | 'expired-baseline'
    | 'truncated-output'
    | 'invented-answer'
    | 'unused-answer'
    | 'unmet-seam';
  readonly message: string;
  readonly file?: FilePath;
  readonly line?: number;
}
