import type { Session } from './session.ts';

/** A line on a terminal that is written over; nothing elsewhere. */
export interface ProgressLine {
  readonly show: (done: number, all: number, what: string) => void;
  /** Takes the line away; a second time it does nothing. */
  readonly clear: () => void;
}

/** Often enough to be seen moving, too rarely to be felt. */
const betweenLinesMs = 100;

export function progressLine(session: Session, quiet: boolean): ProgressLine {
  let shownAt = 0;
  let isShown = false;
  if (!session.terminals.log || quiet) return { show: () => undefined, clear: () => undefined };
  return {
    show(done, all, what) {
      const now = performance.now();
      if (now - shownAt < betweenLinesMs && done < all) return;
      shownAt = now;
      isShown = true;
      void session.log(`\r\u001b[K${done}/${all} ${what}`);
    },
    clear() {
      if (isShown) void session.log('\r\u001b[K');
      isShown = false;
    },
  };
}
