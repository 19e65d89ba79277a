import type { Edit, Finding } from '../core/finding.ts';
import { indexLines } from '../core/line-index.ts';
import type { Region } from '../core/location.ts';
import { placeEdits, replaceAll } from './text-edits.ts';

/** Longer lines are not made by a comment behind code, as long as there is another place for it. */
const longestLine = 120;

/** Whether the text reads as before, but for a comment in which the offset lies. */
export type IsComment = (text: string, offset: number) => boolean;

/**
 * The edit that suppresses a finding by a comment: behind the code it stands on, else on a line of its own above it,
 * else behind the last line of it; undefined where no comment can stand that would suppress it.
 *
 * @param text - of the file; the finding has to be about this text.
 */
export function addSuppression(
  text: string,
  { at, ruleId }: Pick<Finding, 'at' | 'ruleId'>,
  reason: string,
  isComment: IsComment,
): Edit | undefined {
  const { starts } = indexLines(text);
  const lines = starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length));
  const comment = `# synclint: ignore[${ruleId}] ${reason}`;
  const candidates = [...placesFor(comment, at.region, lines)].map(({ region, replacement }): Edit => ({
    at: { file: at.file, region },
    replacement,
  }));
  return candidates.find((edit) => {
    const placed = placeEdits(text, [edit]);
    const start = placed?.[0]?.start;
    if (placed === undefined || start === undefined) return false;
    return isComment(replaceAll(text, placed), start + edit.replacement.indexOf(comment));
  });
}

interface Place {
  readonly region: Region;
  readonly replacement: string;
}

/** The best place first. */
function* placesFor(comment: string, { startLine, endLine, endColumn }: Region, lines: readonly string[]) {
  const first = lines[startLine - 1] ?? '';
  const behindFirst = isShebang(startLine, first) ? undefined : behind(comment, startLine, first);
  if (behindFirst !== undefined && lengthOf(behindFirst) <= longestLine) yield behindFirst;
  if (!hasHeader(lines, startLine)) yield above(comment, startLine, first, lines);
  if (behindFirst !== undefined) yield behindFirst;
  // An end at the first column is the end of the line before.
  const last = endColumn === 1 && endLine > startLine ? endLine - 1 : endLine;
  if (last !== startLine) yield behind(comment, last, lines[last - 1] ?? '');
}

function behind(comment: string, line: number, text: string): Place {
  const content = text.replace(/[\r\n]+$/, '');
  const code = content.trimEnd();
  return {
    region: { startLine: line, startColumn: code.length + 1, endLine: line, endColumn: content.length + 1 },
    replacement: code === '' ? comment : `  ${comment}`,
  };
}

function above(comment: string, line: number, text: string, lines: readonly string[]): Place {
  const [indentation = ''] = /^[ \t]*/.exec(text) ?? [];
  const lineEnd = lines.map((one) => /\r\n|\n|\r/.exec(one)?.[0]).find((end) => end !== undefined) ?? '\n';
  return {
    region: { startLine: line, startColumn: 1, endLine: line, endColumn: 1 },
    replacement: `${indentation}${comment}${lineEnd}`,
  };
}

function lengthOf({ region, replacement }: Place): number {
  return region.startColumn - 1 + replacement.length;
}

/** What stands there has to stay the first line, or the second. */
function hasHeader(lines: readonly string[], line: number): boolean {
  if (line > 2) return false;
  return isShebang(1, lines[0] ?? '') || lines.slice(0, 2).some((text) => /^[ \t\f]*#.*?coding[:=]/.test(text));
}

function isShebang(line: number, text: string): boolean {
  return line === 1 && text.startsWith('#!');
}
