import type { Edit } from '../core/finding.ts';
import type { Region } from '../core/location.ts';
import type { Comment } from '../core/suppression.ts';
import type { Directive, IdInText } from './directive.ts';

/** Takes one id out of a suppression, and the whole suppression with its last id. `lines`: of the file. */
export function removal(comment: Comment, directive: Directive, index: number, lines: readonly string[]): Edit {
  if (directive.ids.length > 1) return cut(comment, ...idRange(directive.ids, index));
  const before = comment.text.slice(0, directive.start).trimEnd();
  const after = comment.text.slice(directive.end).trimStart();
  if (before === '' && after === '') return commentRemoval(comment, lines);
  if (after === '') return cut(comment, before.length, comment.text.length);
  return cut(comment, directive.start, comment.text.length - after.length);
}

/** With the separator after it; the last one with the separator before it. */
function idRange(ids: readonly IdInText[], index: number): readonly [number, number] {
  const end = (id: IdInText | undefined) => (id === undefined ? 0 : id.start + id.id.length);
  const id = ids[index];
  const next = ids[index + 1];
  return next === undefined ? [end(ids[index - 1]), end(id)] : [id?.start ?? 0, next.start];
}

/** The line goes too when nothing else is on it; otherwise the blanks before the comment go. */
function commentRemoval(comment: Comment, lines: readonly string[]): Edit {
  const { file, region } = comment.at;
  const line = lines[region.startLine - 1] ?? '';
  const hasNextLine = region.startLine < lines.length;
  const blanksBefore = line.slice(0, region.startColumn - 1).trimEnd().length + 1;
  const whole: Region =
    comment.alone && hasNextLine
      ? { startLine: region.startLine, startColumn: 1, endLine: region.startLine + 1, endColumn: 1 }
      : { ...region, startColumn: line === '' ? region.startColumn : blanksBefore };
  return { at: { file, region: whole }, replacement: '' };
}

function cut(comment: Comment, start: number, end: number): Edit {
  const { file, region } = comment.at;
  const startColumn = region.startColumn + start;
  const endColumn = region.startColumn + end;
  return { at: { file, region: { ...region, startColumn, endColumn } }, replacement: '' };
}
