import type { ChangeRequest } from '../../discovery/snapshot.ts';
import { withBaseline } from './check-baseline.ts';
import { withChange } from './check-changes.ts';
import { check, type Check } from '../check.ts';

/** What counts as known. */
export interface KnownRequest {
  /** Report what this change caused. */
  readonly change?: ChangeRequest;
  /** A file, absolute; else the configured one. */
  readonly baseline?: string;
}

/**
 * The check that was asked for. A baseline comes before a comparison: what a change adds to findings that are in the
 * baseline is not in it.
 */
export function checkFor({ change, baseline }: KnownRequest): Check {
  const full = withBaseline(check, baseline);
  return change === undefined ? full : withChange(full, change);
}
