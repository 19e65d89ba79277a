import type { Finding } from '../core/finding.ts';
import type { Corroboration, Evidence, Verdict } from '../core/verdict.ts';
import { exercisedBy, isAboutCommand, type Exercise, type Exercised } from './exercise.ts';

/** What one probe found out about the command that a finding is about. */
export interface Testimony extends Exercise {
  readonly verdict: Verdict;
}

/** From the strongest to the weakest: of several testimonies the first of these decides. */
const order = ['confirmed', 'inconclusive', 'refuted', 'not-exercised'] as const;

/** What all probes together make of a finding; undefined where none of them looked. */
export function corroborationOf(finding: Finding, testimonies: readonly Testimony[]): Corroboration | undefined {
  const each = testimonies.map((testimony) => single(finding, testimony));
  return order.map((state) => each.find((one) => one.state === state)).find((one) => one !== undefined);
}

function single(finding: Finding, testimony: Testimony): Corroboration {
  const { probe, verdict } = testimony;
  const of = (state: Corroboration['state'], reason: string, evidence: Evidence | null = null): Corroboration => ({
    state,
    probe: probe.id,
    reason,
    evidence,
  });
  const exercised = exercisedBy(finding, testimony);
  const unless = (refuted: string): Corroboration => {
    if ('missed' in exercised) return of('not-exercised', exercised.missed);
    return 'unclear' in exercised ? of('inconclusive', exercised.unclear) : of('refuted', refuted);
  };
  switch (verdict.outcome) {
    case 'falsified': {
      const evidence = verdict.evidence.find((one) => shows(one, finding, testimony));
      if (evidence !== undefined) return of('confirmed', evidence.summary, evidence);
      const isOther = verdict.evidence.every(({ flaw }) => flaw !== undefined && flaw !== finding.ruleId);
      // How a run fails is one question, and that it says so by its exit code another one.
      if (isOther && !('missed' in exercised) && !(probe.apart === true && endedAlone(exercised))) {
        return of('inconclusive', `the runs showed another flaw: ${verdict.evidence[0].summary}`);
      }
      return unless('the runs came to it, and showed such a flaw elsewhere only');
    }
    case 'holds':
      return unless(`the runs came to it, and it held that ${probe.property}`);
    case 'inconclusive':
      return of('inconclusive', verdict.reason);
    case 'not-applicable':
    case 'bypassed':
      return of('not-exercised', verdict.reason);
  }
}

function endedAlone(exercised: Exercised): boolean {
  return 'by' in exercised && exercised.by.every(({ isKilled }) => !isKilled);
}

/** The evidence is one of the flaw that the finding speaks of, at the finding's place. */
function shows(evidence: Evidence, finding: Finding, testimony: Testimony): boolean {
  const { at, stack = [], flaw, run } = evidence;
  const { probe } = testimony;
  const { file, region } = finding.at;
  const frames = at === undefined ? stack : [at, ...stack];
  const isThere = frames.some(
    (frame) => frame.file === file && frame.line >= region.startLine && frame.line <= region.endLine,
  );
  if (!isOfSameFlaw(evidence, finding)) {
    // One effect, and two names for what is wrong with it.
    return isThere && probe.placed === true && flaw !== undefined && probe.corroborates.includes(flaw);
  }
  if (isAboutCommand(finding, testimony.command)) return true;
  if (isThere || probe.placed === true) return isThere;
  const exercised = exercisedBy(finding, testimony);
  return 'by' in exercised && (run === undefined || exercised.by.some(({ plan }) => plan === run));
}

/** Evidence is no news where it shows a finding, or has no place and is more of a flaw that the same probe has shown there. */
export function isTold(evidence: Evidence, finding: Finding, testimony: Testimony): boolean {
  if (shows(evidence, finding, testimony)) return true;
  const { verdict } = testimony;
  if (evidence.at !== undefined || verdict.outcome !== 'falsified' || !isOfSameFlaw(evidence, finding)) return false;
  return verdict.evidence.some((other) => shows(other, finding, testimony));
}

/** The same flaw, of the same flag where both are of one. */
function isOfSameFlaw({ flaw, details }: Evidence, { ruleId, data }: Finding): boolean {
  const flag = details?.['flag'];
  if (flag !== undefined && data['flag'] !== undefined && data['flag'] !== flag) return false;
  return flaw === undefined || flaw === ruleId;
}
