import type { Json } from '../../../core/verdict.ts';
import type { LearnedShape } from '../learned-shape.ts';
import type { Path } from '../json.ts';
import type { Asked } from './asked.ts';
import type { Cells } from './cells.ts';
import type { GuessedPages, RecordedPage } from './guessed-pages.ts';
import type { Pages } from './pages.ts';
import type { Records } from './records.ts';

/** What a run is to be served. */
export interface Serving {
  readonly edition: 1 | 2;
  readonly expected: LearnedShape | null;
}

/** One place where answers come from; null: it knows nothing of such a request. */
export type AnswerSource = (asked: Asked, serving: Serving) => Answer | null;

interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Nobody has said what stands at such a place. */
  readonly invented?: true;
}

/** Records, cut into pages, inside of a frame. */
export interface Listing extends Head {
  readonly kind: 'listing';
  readonly records: Records;
  readonly frame: Json;
  /** Where the records are in the frame; several places where it is not known which of them is read. */
  readonly lists: readonly [Path, ...Path[]];
  readonly pages: Pages | GuessedPages | RecordedPage | Cells;
}

/** `fixed`: speaks of no record, so that faults of records leave it alone. */
export interface Whole extends Head {
  readonly kind: 'whole';
  readonly body: Json;
  readonly fixed: boolean;
}

export interface PlainText extends Head {
  readonly kind: 'text';
  readonly text: string;
}

export type Answer = Listing | Whole | PlainText;

export const plainHead = { status: 200, headers: {} } as const;
