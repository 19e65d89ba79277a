import type { FileFacts } from '../../core/fact.ts';
import { regionOf } from '../../core/line-index.ts';
import type { FilePath } from '../../core/location.ts';
import type { Comment } from '../../core/suppression.ts';

/** The comments of a file, as suppressions are read from them. */
export function commentsOf(
  file: FilePath,
  text: string,
  { comments, lines }: Pick<FileFacts, 'comments' | 'lines'>,
): readonly Comment[] {
  return comments.map(({ start, text: withReturn }) => {
    // Before a line feed the parser takes the carriage return for a part of the comment.
    const comment = withReturn.replace(/\r[^]*$/, '');
    return {
      text: comment,
      at: { file, region: regionOf({ start, end: start + comment.length }, lines) },
      alone: /(^|[\r\n])[ \t\f]*$/.test(text.slice(Math.max(0, start - 1_000), start)),
    };
  });
}
