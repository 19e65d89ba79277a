import type { Finding } from '../../core/finding.ts';
import type { Notification } from '../../core/notification.ts';
import { projectOf, type FoundProject } from '../../discovery/snapshot-project.ts';
import { snapshotsOf, type ChangeRequest, type Snapshots } from '../../discovery/snapshot.ts';
import { surroundingsOnDisk } from '../../discovery/surroundings.ts';
import { matchKnown } from '../../triage/match-known.ts';
import type { Check, CheckOutcome } from '../check.ts';
import { discoverFiles, discoveryRequestOf, openProject } from '../open-project.ts';

/**
 * Reports what a change caused, wherever it shows: the findings after it without those before it.
 *
 * @remarks The configuration of today judges both, and so does the preset that was detected today.
 */
export function withChange(full: Check, change: ChangeRequest): Check {
  let snapshots: Promise<Snapshots> | undefined;
  let earlier: Promise<CheckOutcome> | undefined;
  return async (request, unwritten) => {
    const opened = await openProject(request);
    const { before, after, listed } = await (snapshots ??= snapshotsOf(opened.root, change));
    const today = await discoverFiles(request, opened);
    const place = discoveryRequestOf(request, opened);
    const now: FoundProject =
      after === undefined
        ? { discovery: today, surroundings: surroundingsOnDisk(opened.root) }
        : projectOf(after, { listed }, today, place);
    const { project, answers } = remembering(now);
    const outcome = await full(request, unwritten, { project });
    const then = projectOf(before, { listed }, today, place);
    if (looksAlike(outcome, answers, then, now)) return withFindings(outcome, []);
    earlier ??= full(request, undefined, { project: then, configuration: outcome.configuration });
    const { run } = await earlier;
    return withFindings(outcome, newFindings(outcome.run.findings, run.findings), crashes(run.notifications));
  };
}

/** Findings that a comment suppresses are told apart from others, so that whoever sees both sees what became of them. */
function newFindings(after: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const placed = (finding: Finding) => ({
    fingerprint: `${finding.fingerprint} ${finding.suppression === undefined ? 'active' : 'suppressed'}`,
    file: finding.at.file,
    finding,
  });
  const known = before.map((finding) => ({ ...placed(finding), count: 1 }));
  return matchKnown(after.map(placed), known).fresh.map(({ finding }) => ({ novelty: 'new', ...finding }));
}

/** Notes what is asked of the folders: with equal files and equal answers an analysis comes to an equal end. */
function remembering({ discovery, surroundings }: FoundProject) {
  const answers = new Map<string, boolean>();
  const mayExist = (path: string): boolean => {
    const answer = surroundings.mayExist(path);
    answers.set(path, answer);
    return answer;
  };
  return { project: { discovery, surroundings: { ...surroundings, mayExist } }, answers };
}

function looksAlike(
  outcome: CheckOutcome,
  answers: ReadonlyMap<string, boolean>,
  then: FoundProject,
  now: FoundProject,
): boolean {
  const { discovery } = outcome;
  const sameList = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((one, index) => one === b[index]);
  const sameBytes = (file: (typeof discovery.files)[number], current: Buffer | undefined) => {
    const earlier = then.surroundings.read(file);
    return current !== undefined && 'bytes' in earlier && earlier.bytes.equals(current);
  };
  const script = (file: (typeof discovery.scripts)[number]) => {
    const read = now.surroundings.read(file);
    return 'bytes' in read ? read.bytes : undefined;
  };
  return (
    sameList(discovery.files, then.discovery.files) &&
    sameList(discovery.scripts, then.discovery.scripts) &&
    sameList(discovery.inScope, then.discovery.inScope) &&
    discovery.files.every((file) => sameBytes(file, outcome.bytes(file))) &&
    discovery.scripts.every((file) => sameBytes(file, script(file))) &&
    [...answers].every(([path, answer]) => then.surroundings.mayExist(path) === answer)
  );
}

/** Where a rule did not come to an end before, nobody knows which of its findings are new. */
function crashes(notifications: readonly Notification[]): readonly Notification[] {
  return notifications
    .filter(({ kind, level }) => kind === 'rule-crash' && level === 'error')
    .map((one) => ({ ...one, message: `before the change: ${one.message}` }));
}

function withFindings(
  outcome: CheckOutcome,
  findings: readonly Finding[],
  notifications: readonly Notification[] = [],
): CheckOutcome {
  const { run } = outcome;
  return { ...outcome, run: { ...run, findings, notifications: [...run.notifications, ...notifications] } };
}
