import { check, type CheckOutcome, type CheckRequest } from './check.ts';
import type { Overlays } from './source-store.ts';

/** Checks one project over and over, for whoever waits for changes. */
export interface Checker {
  /**
   * What `check` says of the files and the configuration as they are now, with `overlays` in the place of files.
   *
   * @remarks One at a time. An outcome can be asked until the next call.
   */
  check(overlays: Overlays): Promise<CheckOutcome>;
}

export function createChecker(request: CheckRequest): Checker {
  return { check: (overlays) => check(request, overlays) };
}
