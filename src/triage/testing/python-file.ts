import { fingerprint, type Finding, ruleId } from '../../core/finding.ts';
import { filePath, type Region } from '../../core/location.ts';
import type { Edit } from '../../core/finding.ts';
import type { Comment } from '../../core/suppression.ts';

export const file = filePath('ingestion/models/arrivy.py');
export const knownIds: ReadonlySet<string> = new Set(['custom-sync-field', 'custom-sync-table', 'unused-suppression']);

/** Comments of a text that has no `#` in strings, which is all that these tests need. */
export function commentsOf(text: string): Comment[] {
  return text.split(/\r\n?|\n/).flatMap((line, index) => {
    const offset = line.indexOf('#');
    if (offset === -1) return [];
    const region = lineRegion(index + 1, offset + 1, line.length + 1);
    return [{ text: line.slice(offset), at: { file, region }, alone: line.slice(0, offset).trim() === '' }];
  });
}

/** A finding of `id` that stands on the lines given. */
export function findingOn(startLine: number, endLine = startLine, id = 'custom-sync-field'): Finding {
  return {
    ruleId: ruleId(id),
    messageId: 'field',
    message: '`synced_at` tracks a sync outside of the history',
    data: {},
    severity: 'error',
    confidence: 'certain',
    at: { file, region: { startLine, startColumn: 5, endLine, endColumn: 14 } },
    related: [],
    flow: [],
    fingerprint: fingerprint(`${id}-${startLine}`),
  };
}

/** The text after an edit; the region has to be inside of it. */
export function edited(text: string, { at: { region }, replacement }: Edit): string {
  const start = offsetOf(text, region.startLine, region.startColumn);
  const end = offsetOf(text, region.endLine, region.endColumn);
  return text.slice(0, start) + replacement + text.slice(end);
}

function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split(/(?<=\n)/);
  if (text.endsWith('\n')) lines.push('');
  const content = lines[line - 1];
  if (content === undefined || column > content.length + 1) throw new RangeError(`no ${line}:${column} in the text`);
  return lines.slice(0, line - 1).join('').length + column - 1;
}

function lineRegion(line: number, startColumn: number, endColumn: number): Region {
  return { startLine: line, startColumn, endLine: line, endColumn };
}
