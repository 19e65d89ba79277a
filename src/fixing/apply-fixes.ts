import { byFile } from '../core/by-file.ts';
import type { Finding } from '../core/finding.ts';
import { compareLocations, compareText, type FilePath, type Span } from '../core/location.ts';
import { isInsertion, placeEdits, replaceAll, sameEdit, touch, type PlacedEdit } from './text-edits.ts';

/** A finding that has a fix. */
export type Fixable = Finding & { readonly fix: NonNullable<Finding['fix']> };

export function isFixable(finding: Finding): finding is Fixable {
  return finding.fix !== undefined;
}

export interface AppliedFixes {
  /** The new texts of the files that changed. */
  readonly texts: ReadonlyMap<FilePath, string>;
  /** What was fixed, in the order in which it was applied. */
  readonly applied: readonly Fixable[];
}

/** What was decided about one file so far. */
interface Changing {
  readonly text: string;
  readonly claims: Claim[];
  readonly edits: PlacedEdit[];
}

/** Where a fix changes a file: its edits, and the span from the first to the last of them. */
interface Claim extends Span {
  readonly ruleId: string;
  readonly edits: readonly PlacedEdit[];
}

/**
 * Applies as many of the fixes as go together, each as a whole or not at all; what is left over waits for the next pass.
 *
 * A fix counts on everything between its first and its last edit, so fixes of different rules that touch there do not go
 * together. Fixes of one rule know each other: an edit that several of them have is made once, and their insertions at
 * one place follow each other. The order in which the findings are given makes no difference.
 */
export function applyFixes(findings: readonly Fixable[], textOf: (file: FilePath) => string | undefined): AppliedFixes {
  const files = new Map<FilePath, Changing>();
  const applied: Fixable[] = [];
  for (const finding of [...findings].sort(compareFixable)) {
    const claims = claimsOf(finding, files, textOf);
    if (claims === undefined) continue;
    if (claims.some(([changing, claim]) => changing.claims.some((other) => excludes(other, claim)))) continue;
    for (const [changing, claim] of claims) {
      changing.claims.push(claim);
      changing.edits.push(...claim.edits.filter((edit) => !changing.edits.some((other) => sameEdit(other, edit))));
    }
    applied.push(finding);
  }
  const changed = [...files].map(([file, { text, edits }]) => [file, text, replaceAll(text, edits)] as const);
  return {
    texts: new Map(changed.flatMap(([file, before, after]) => (before === after ? [] : [[file, after]]))),
    applied,
  };
}

/** Undefined for a fix that cannot be applied to the texts as they are. */
function claimsOf(
  { ruleId, fix }: Fixable,
  files: Map<FilePath, Changing>,
  textOf: (file: FilePath) => string | undefined,
): readonly (readonly [Changing, Claim])[] | undefined {
  const claims: (readonly [Changing, Claim])[] = [];
  for (const [file, own] of byFile(fix.edits)) {
    const changing = files.get(file) ?? changingOf(textOf(file));
    const edits = changing === undefined ? undefined : placeEdits(changing.text, own);
    if (changing === undefined || edits === undefined || overlapThemselves(edits)) return undefined;
    files.set(file, changing);
    const start = Math.min(...edits.map((edit) => edit.start));
    const end = Math.max(...edits.map((edit) => edit.end));
    claims.push([changing, { ruleId, edits, start, end }]);
  }
  return claims.length === 0 ? undefined : claims;
}

function changingOf(text: string | undefined): Changing | undefined {
  return text === undefined ? undefined : { text, claims: [], edits: [] };
}

function overlapThemselves(edits: readonly PlacedEdit[]): boolean {
  return edits.some((a, index) => edits.slice(index + 1).some((b) => a.start < b.end && b.start < a.end));
}

function excludes(a: Claim, b: Claim): boolean {
  if (a.ruleId !== b.ruleId) return touch(a, b);
  return a.edits.some((one) => b.edits.some((other) => touch(one, other) && !goTogether(one, other)));
}

function goTogether(a: PlacedEdit, b: PlacedEdit): boolean {
  return sameEdit(a, b) || (isInsertion(a) && isInsertion(b));
}

/** The order of every output; what is still equal then is told apart by its edits. */
function compareFixable(a: Fixable, b: Fixable): number {
  return (
    compareLocations(a.at, b.at) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.message, b.message) ||
    compareText(JSON.stringify(a.fix), JSON.stringify(b.fix))
  );
}
