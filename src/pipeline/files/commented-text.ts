import { indexLines } from '../../core/line-index.ts';
import type { FilePath } from '../../core/location.ts';
import type { PythonModule } from '../../core/python.ts';
import type { CommentedText } from '../../fixing/add-ignore.ts';
import { expiryOf } from '../../triage/expiry.ts';
import { parseSuppressions } from '../../triage/parse-suppressions.ts';
import { commentsOf } from './comments-of.ts';

/** What tells an `ignore[…]` in force from another comment. */
export interface KnownIgnores {
  /** Of all rules. */
  readonly ids: ReadonlySet<string>;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** A text with its comments and the suppressions among them that are in force. */
export function commentedText(
  file: FilePath,
  text: string,
  { comments }: PythonModule,
  { ids, today }: KnownIgnores,
): CommentedText {
  const lines = indexLines(text);
  const isInForce = (until: Parameters<typeof expiryOf>[0]) => ['none', 'valid'].includes(expiryOf(until, today).state);
  const ignores = parseSuppressions(commentsOf(file, text, { comments, lines }), ids, text)
    .filter(({ directive, until }) => directive === 'ignore' && isInForce(until))
    .flatMap(({ lines: about, entries }) => {
      const at = entries.at(-1)?.at.region;
      return at === undefined
        ? []
        : [{ lines: about, listEnd: (lines.starts[at.endLine - 1] ?? 0) + at.endColumn - 1 }];
    });
  return { text, comments, ignores };
}
