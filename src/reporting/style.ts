import picocolors from 'picocolors';
import type { Severity } from '../core/severity.ts';

type Paint = (text: string) => string;

/** The few ways in which text formats set something off; all of them the identity without colour. */
export interface Style {
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly gutter: Paint;
}

export function styleFor(colour: boolean): Style {
  const { bold, red, yellow, cyan, dim, blue } = picocolors.createColors(colour);
  return {
    severity: {
      error: (text) => bold(red(text)),
      warning: (text) => bold(yellow(text)),
      note: (text) => bold(cyan(text)),
    },
    strong: bold,
    faint: dim,
    gutter: blue,
  };
}
