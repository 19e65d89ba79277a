import type { Finding } from '../core/finding.ts';
import { indexLines } from '../core/line-index.ts';
import type { Region, Span } from '../core/location.ts';
import { commentPlaces, lastLineOf, type CommentPlaces } from './comment-places.ts';
import { replaceAll, type PlacedEdit } from './text-edits.ts';

/** Longer lines are not made by a comment behind code, as long as there is another place for it. */
const longestLine = 120;

/** An `ignore[…]` that is there already and in force. */
export interface ExistingIgnore {
  /** The lines that it is about: its own alone where it stands behind code. */
  readonly lines: readonly number[];
  /** Offset behind the last id of its list. */
  readonly listEnd: number;
}

export interface CommentedText {
  readonly text: string;
  readonly comments: readonly Span[];
  readonly ignores: readonly ExistingIgnore[];
}

type Target = Pick<Finding, 'ruleId'> & { readonly at: { readonly region: Region } };

/** Where a comment goes: into a list that is there, behind a line, or above one. */
type Place =
  { readonly kind: 'list'; readonly offset: number } | { readonly kind: 'behind' | 'above'; readonly line: number };

export interface AddedIgnores<T> {
  readonly text: string;
  /** What made it. */
  readonly edits: readonly PlacedEdit[];
  /** Those for which a comment was added. */
  readonly suppressed: readonly T[];
  /** Those that no comment can suppress where they stand. */
  readonly left: readonly T[];
}

/**
 * Adds a comment for every finding of one file: behind the line that it starts on, else alone on the line above, else behind
 * the line that it ends on. Rules that share a place share the comment.
 */
export function addIgnores<T extends Target>(
  file: CommentedText,
  findings: readonly T[],
  reason: string,
): AddedIgnores<T> {
  const places = commentPlaces(file.text, file.comments);
  const plan = new Map<string, { readonly place: Place; readonly ids: Set<string> }>();
  const left: T[] = [];
  for (const same of byStartLine(findings).values()) {
    const ids = same.map(({ ruleId }) => ruleId);
    for (const finding of same) {
      const place = placeFor(finding.at.region, ids, reason, file, places);
      if (place === undefined) left.push(finding);
      else addTo(plan, place, finding.ruleId);
    }
  }
  const edits = [...plan.values()].map(({ place, ids }) => editOf(place, [...ids].sort(), reason, places));
  const unplaced = new Set(left);
  return { text: replaceAll(file.text, edits), edits, suppressed: findings.filter((one) => !unplaced.has(one)), left };
}

function placeFor(
  region: Region,
  ids: readonly string[],
  reason: string,
  { ignores }: CommentedText,
  places: CommentPlaces,
): Place | undefined {
  const [first, last] = [region.startLine, lastLineOf(region)];
  const known =
    ignores.find(({ lines }) => lines.includes(first)) ??
    ignores.find(({ lines }) => lines.length === 1 && lines[0] === last);
  if (known !== undefined) return { kind: 'list', offset: known.listEnd };
  const length = (places.lines[first - 1] ?? '').trimEnd().length + 2 + commentOf([...new Set(ids)], reason).length;
  if (places.mayStandBehind(first) && length <= longestLine) return { kind: 'behind', line: first };
  if (places.mayStandAbove(first)) return { kind: 'above', line: first };
  const behind = [first, last].find((line) => places.mayStandBehind(line));
  return behind === undefined ? undefined : { kind: 'behind', line: behind };
}

function editOf(
  place: Place,
  ids: readonly string[],
  reason: string,
  { lines, lineEnd, text }: CommentPlaces,
): PlacedEdit {
  if (place.kind === 'list') return { start: place.offset, end: place.offset, replacement: `, ${ids.join(', ')}` };
  const comment = commentOf(ids, reason);
  const line = lines[place.line - 1] ?? '';
  const start = indexLines(text).starts[place.line - 1] ?? text.length;
  if (place.kind === 'above') {
    const [indentation = ''] = /^[ \t\f]*/.exec(line) ?? [];
    return { start, end: start, replacement: `${indentation}${comment}${lineEnd}` };
  }
  const code = line.trimEnd();
  const replacement = code === '' ? `${comment}${text === '' ? lineEnd : ''}` : `  ${comment}`;
  return { start: start + code.length, end: start + line.length, replacement };
}

function commentOf(ids: readonly string[], reason: string): string {
  return `# synclint: ignore[${ids.join(', ')}] ${reason}`;
}

function byStartLine<T extends Target>(findings: readonly T[]): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const finding of findings) {
    const line = finding.at.region.startLine;
    groups.set(line, [...(groups.get(line) ?? []), finding]);
  }
  return groups;
}

function addTo(
  plan: Map<string, { readonly place: Place; readonly ids: Set<string> }>,
  place: Place,
  id: string,
): void {
  const key = JSON.stringify(place);
  const planned = plan.get(key) ?? { place, ids: new Set() };
  planned.ids.add(id);
  plan.set(key, planned);
}
