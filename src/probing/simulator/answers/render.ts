import type { Json } from '../../../core/verdict.ts';
import { withValueAt } from '../json.ts';
import type { Listing } from './answer.ts';
import type { Asked } from './asked.ts';
import { cellsOf } from './cells.ts';
import { guessedPage, guessedPages, withPagesGuessed } from './guessed-pages.ts';
import { pageOf, withPagesTold, type Page } from './pages.ts';

export interface Rendered {
  readonly body: Json;
  /** Records in it. */
  readonly served: number;
}

/** The page of a listing that was asked for. */
export function render(listing: Listing, asked: Asked): Rendered {
  const { pages, records, frame } = listing;
  switch (pages.by) {
    case 'cells': {
      const { rows, records: served } = cellsOf(pages, records);
      return { body: placed(listing, frame, rows), served };
    }
    case 'recorded': {
      if (records.count === Number.POSITIVE_INFINITY) return render({ ...listing, pages: guessedPages }, asked);
      return cut(listing, { start: 0, end: records.count, size: records.count }, frame);
    }
    case 'guessed': {
      const page = guessedPage(asked, records);
      const endless = records.count === Number.POSITIVE_INFINITY;
      return cut(listing, page, withPagesGuessed(frame, pages, endless, records.count));
    }
    default: {
      const page = pageOf(pages, asked, records);
      return cut(listing, page, withPagesTold(frame, pages, page, records.count));
    }
  }
}

function cut(listing: Listing, { start, end }: Page, frame: Json): Rendered {
  const list = Array.from({ length: end - start }, (_, offset) => listing.records.at(start + offset));
  return { body: placed(listing, frame, list), served: list.length };
}

function placed({ lists }: Listing, frame: Json, list: readonly Json[]): Json {
  return lists.reduce((body, path) => withValueAt(body, path, list), frame);
}
