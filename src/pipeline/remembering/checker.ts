import { check, type Check, type CheckOutcome, type CheckRequest } from '../check.ts';
import { CheckMemory } from './memory.ts';
import type { Overlays } from '../files/source-store.ts';

/** Checks one project over and over, for whoever waits for changes. */
export interface Checker {
  /**
   * What `check` says of the files and the configuration as they are now, with `overlays` in the place of files.
   *
   * @remarks One at a time. An outcome can be asked until the next call. Its statistics count what was parsed for earlier calls as
   * well.
   * @param isDiskTheSame - nothing on the disk has changed since the last call, so that it need not be looked at.
   */
  check(overlays: Overlays, isDiskTheSame?: boolean): Promise<CheckOutcome>;
}

/** `full`: how it is checked, what is known left out. */
export function createChecker(request: CheckRequest, full: Check = check): Checker {
  const memory = new CheckMemory();
  return {
    check: (overlays, isDiskTheSame = false) => {
      if (!isDiskTheSame) memory.diskChanged();
      return full(request, overlays, { memory });
    },
  };
}
