import type { Severity } from '../../../src/core/severity.ts';

/** A change of one file of the sample; `find` stands there exactly once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A place in the changed project: the line in which `find`, which stands there exactly once, begins. */
export interface Place {
  readonly file: string;
  readonly find: string;
}

/** A variant of the sample with one defect. */
export interface Twin {
  /** What is wrong, as the end of “a twin of the command that …”. */
  readonly name: string;
  readonly command: string;
  readonly edits: readonly [Edit, ...Edit[]];
  /** The probe that has to catch it. */
  readonly probe: string;
  /** The line that has to be named; absent: no line did it, and the name of the command's class is. */
  readonly at?: Place;
  /** Of the finding; absent: error. */
  readonly severity?: Severity;
  /** It never ends, or disturbs others that run at the same time: it has a copy of the sample for itself. */
  readonly isEndless?: true;
}

/** A defect that no run can show, and why. */
export interface UnseenDefect {
  readonly name: string;
  readonly reason: string;
}

/** New lines of a class behind one that it has. */
export function behind(file: string, find: string, lines: string): Edit {
  return { file, find, replace: `${find}\n${lines.trimEnd()}` };
}
