import { join } from 'node:path';
import type { Finding } from '../../core/finding.ts';
import type { FilePath } from '../../core/location.ts';
import type { Notification } from '../../core/notification.ts';
import { decodeSource } from '../../discovery/decode-source.ts';
import { encodeSource } from '../../discovery/encode-source.ts';
import { openablePath } from '../../discovery/path-bytes.ts';
import { isFixable, type Fixable } from '../../fixing/apply-fixes.ts';
import { createPythonParser } from '../../syntax/python/parse.ts';
import { check, type Check, type CheckOutcome, type CheckRequest } from '../check.ts';
import { FixAttempts } from './fix-attempts.ts';
import { soundFixes, type Trial } from './sound-fixes.ts';

/** Fixes that make room for other fixes come to rest after two or three passes; more of them undo each other. */
const mostPasses = 10;

/** A file as it is, and as it would be. */
export interface FileChange {
  readonly file: FilePath;
  /** Absolute; bytes where the name is no UTF-8. */
  readonly path: string | Buffer;
  readonly before: Buffer;
  readonly after: Buffer;
}

export interface FixedCheck {
  /** What a check would say after the changes were written. */
  readonly outcome: CheckOutcome;
  readonly fixed: readonly Finding[];
  /** Sorted by file. */
  readonly changes: readonly FileChange[];
}

interface FixingOptions {
  readonly passes?: number;
  readonly fullCheck?: Check;
}

/** Checks and fixes in turns until nothing is left to be fixed; writes nothing. */
export async function checkAndFix(
  request: CheckRequest,
  unsafe: boolean,
  { passes = mostPasses, fullCheck = check }: FixingOptions = {},
): Promise<FixedCheck> {
  const first = await fullCheck(request);
  const attempts = new FixAttempts();
  const isWanted = (finding: Finding): finding is Fixable =>
    finding.suppression === undefined &&
    isFixable(finding) &&
    (finding.fix.applicability === 'safe' || (unsafe && finding.fix.applicability === 'unsafe'));
  const unwritten = new Map<FilePath, Buffer>();
  const fixed: Finding[] = [];
  const notes: Notification[] = [];
  let outcome = first;
  for (let pass = 0; ; pass++) {
    const checked = outcome;
    const wanted = attempts.open(outcome.run.findings.filter(isWanted));
    if (pass === passes && wanted.length > 0) notes.push(unfinished(passes, wanted.length));
    if (pass === passes || wanted.length === 0) break;
    const { texts, applied, refused } = soundFixes(wanted, (file) => checked.source(file), await trialOf(checked));
    attempts.applied(applied);
    attempts.refused(refused.map(({ finding }) => finding));
    notes.push(...refused.map(({ finding, kind, reason }) => refusal(finding, kind, reason)));
    if (applied.length === 0) break;
    for (const [file, bytes] of texts) unwritten.set(file, bytes);
    fixed.push(...applied);
    outcome = await fullCheck(request, unwritten);
  }
  notes.push(...attempts.inVain(outcome.run.findings).map(inVain));
  const run = { ...outcome.run, notifications: [...outcome.run.notifications, ...notes] };
  return { outcome: { ...outcome, run }, fixed, changes: changesOf(first, unwritten) };
}

/** What becomes of a text: the bytes that would be written, or why they must not be. */
export async function trialOf(outcome: CheckOutcome): Promise<Trial> {
  const parser = await createPythonParser();
  return (file, text) => {
    const before = outcome.bytes(file);
    if (before === undefined) return { refused: 'unwritten-file', reason: 'the file could not be read' };
    if (parser.parse(text).firstError !== undefined) {
      return { refused: 'rule-crash', reason: 'it would break the syntax of the file' };
    }
    const encoded = encodeSource(text, before);
    return 'bytes' in encoded ? encoded : { refused: 'unwritten-file', reason: encoded.unwritable };
  };
}

export function changesOf(checked: CheckOutcome, unwritten: ReadonlyMap<FilePath, Buffer>): readonly FileChange[] {
  return [...unwritten.keys()].sort().flatMap((file) => {
    const before = checked.bytes(file);
    const after = unwritten.get(file);
    if (before === undefined || after === undefined || before.equals(after)) return [];
    return [{ file, path: openablePath(join(checked.root, file)), before, after }];
  });
}

/** The text of a file with its byte order mark, as a diff needs it. */
export function exactText(bytes: Buffer): string {
  const source = decodeSource(bytes);
  return 'text' in source ? `${source.hadBom ? '\ufeff' : ''}${source.text}` : '';
}

function refusal({ ruleId, at }: Finding, kind: Notification['kind'], reason: string): Notification {
  const message = `a fix of \`${ruleId}\` was not applied: ${reason}`;
  return { level: 'error', kind, message, file: at.file, line: at.region.startLine };
}

function unfinished(passes: number, left: number): Notification {
  const message = `after ${passes} turns there is more to fix (${left}): fixes may undo each other`;
  return { level: 'warning', kind: 'rule-crash', message };
}

function inVain({ ruleId, at }: Finding): Notification {
  const message = `a fix of \`${ruleId}\` was applied and did not remove its finding`;
  return { level: 'warning', kind: 'rule-crash', message, file: at.file, line: at.region.startLine };
}
