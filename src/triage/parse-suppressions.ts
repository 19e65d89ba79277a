import type { Location } from '../core/location.ts';
import type { Comment, SuppressionComment, SuppressionEntry } from '../core/suppression.ts';
import { type Directive, parseDirectives } from './directive.ts';
import { closest } from '../core/suggest.ts';
import { removal } from './removal.ts';

/** An id in a suppression; for an unknown one the known id that was probably meant. */
export type ParsedEntry = Pick<SuppressionEntry, 'id' | 'at' | 'known' | 'removal' | 'nearest'>;

/** A suppression before it met any finding. */
export interface ParsedSuppression extends Pick<SuppressionComment, 'directive' | 'at' | 'reason'> {
  readonly entries: readonly ParsedEntry[];
  readonly until?: string;
  /** Lines that an `ignore` or `noqa` is about: its own and, when it stands alone, that of the code below. */
  readonly lines: readonly number[];
}

/**
 * The suppressions in all comments of one file, by place.
 *
 * All comments are needed, not only those that suppress: a block of comments stands above its code as a whole.
 *
 * @param text - of the file; tells how much a removal has to take away.
 */
export function parseSuppressions(
  comments: readonly Comment[],
  knownIds: ReadonlySet<string>,
  text: string,
): ParsedSuppression[] {
  const fileLines = text.split(/\r\n?|\n/);
  const aloneLines = new Set(comments.filter((comment) => comment.alone).map(({ at }) => at.region.startLine));
  const isKnown = (id: string) => knownIds.has(id.toLowerCase());
  return comments.flatMap((comment) =>
    parseDirectives(comment.text, isKnown)
      .map((directive) => ({
        directive: directive.directive,
        at: within(comment, directive.start, directive.end),
        reason: directive.reason,
        ...(directive.until === undefined ? {} : { until: directive.until }),
        lines: linesOf(comment, directive, aloneLines),
        entries: entriesOf(comment, directive, knownIds, fileLines),
      }))
      // A `noqa` without an id of ours is not ours.
      .filter(({ directive, entries }) => directive !== 'noqa' || entries.length > 0),
  );
}

function entriesOf(
  comment: Comment,
  directive: Directive,
  knownIds: ReadonlySet<string>,
  fileLines: readonly string[],
): ParsedEntry[] {
  const entries = directive.ids.map(({ id: written, start }, index): ParsedEntry => {
    const lowered = written.toLowerCase();
    const known = knownIds.has(lowered);
    const nearest = known ? undefined : closest(written, knownIds);
    return {
      id: known ? lowered : written,
      at: within(comment, start, start + written.length),
      known,
      removal: removal(comment, directive, index, fileLines),
      ...(nearest === undefined ? {} : { nearest }),
    };
  });
  return directive.directive === 'noqa' ? entries.filter((entry) => entry.known) : entries;
}

/** For other linters a `noqa` speaks for its own line only, so it does for us. */
function linesOf(comment: Comment, { directive }: Directive, aloneLines: ReadonlySet<number>): number[] {
  const own = comment.at.region.startLine;
  if (!comment.alone || directive === 'noqa') return [own];
  let code = own + 1;
  while (aloneLines.has(code)) code++;
  return [own, code];
}

/** A part of a comment, which is always on one line. */
function within(comment: Comment, start: number, end: number): Location {
  const { file, region } = comment.at;
  return { file, region: { ...region, startColumn: region.startColumn + start, endColumn: region.startColumn + end } };
}
