import type { Command } from '../core/commands.ts';
import type { Finding } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import type { Probe } from '../core/probe.ts';
import type { Corroboration, Evidence, Verdict } from '../core/verdict.ts';

/** What one probe found out about the command that a finding is about. */
export interface Testimony {
  readonly command: Command;
  readonly probe: Probe;
  readonly verdict: Verdict;
  /** Whether its runs came to the line of the finding. */
  readonly reached: (finding: Finding) => boolean;
}

/** From the strongest to the weakest: of several testimonies the first of these decides. */
const order = ['confirmed', 'inconclusive', 'refuted', 'not-exercised'] as const;

/** What all probes together make of a finding; undefined where none of them looked. */
export function corroborationOf(finding: Finding, testimonies: readonly Testimony[]): Corroboration | undefined {
  const each = testimonies.map((testimony) => single(finding, testimony));
  return order.map((state) => each.find((one) => one.state === state)).find((one) => one !== undefined);
}

function single(finding: Finding, testimony: Testimony): Corroboration {
  const { probe, verdict, command } = testimony;
  const of = (state: Corroboration['state'], reason: string, evidence: Evidence | null = null): Corroboration => ({
    state,
    probe: probe.id,
    reason,
    evidence,
  });
  const reached = isAboutCommand(finding, command) || testimony.reached(finding);
  const notReached = of('not-exercised', 'the runs did not come to it');
  switch (verdict.outcome) {
    case 'falsified': {
      const same = verdict.evidence.filter((one) => one.flaw === undefined || one.flaw === finding.ruleId);
      if (same.length === 0) return of('inconclusive', `the runs showed another flaw: ${verdict.evidence[0].summary}`);
      const evidence = same.find((one) => shows(one, finding, testimony));
      if (evidence !== undefined) return of('confirmed', evidence.summary, evidence);
      return reached ? of('refuted', 'the runs came to it, and showed such a flaw elsewhere only') : notReached;
    }
    case 'holds':
      return reached ? of('refuted', `the runs came to it, and it held that ${probe.property}`) : notReached;
    case 'inconclusive':
      return of('inconclusive', verdict.reason);
    case 'not-applicable':
    case 'bypassed':
      return of('not-exercised', verdict.reason);
  }
}

/** The evidence is one of the flaw that the finding speaks of. */
export function shows(evidence: Evidence, finding: Finding, { probe, command, reached }: Testimony): boolean {
  const { at, stack = [], details, flaw } = evidence;
  const { file, region } = finding.at;
  if (flaw !== undefined && flaw !== finding.ruleId) return false;
  const flag = details?.['flag'];
  if (flag !== undefined && finding.data['flag'] !== undefined && finding.data['flag'] !== flag) return false;
  if (isAboutCommand(finding, command)) return true;
  const frames = at === undefined ? stack : [at, ...stack];
  const isThere = frames.some(
    (frame) => frame.file === file && frame.line >= region.startLine && frame.line <= region.endLine,
  );
  return isThere || (probe.placed !== true && reached(finding));
}

/** It stands on the name of the command's class, or on the declaration of an option: no line of a run would be its own. */
function isAboutCommand({ at }: Finding, { at: name, options }: Command): boolean {
  return [name, ...options.options.flatMap((option) => option.declaredAt)].some((place) => isSame(place, at));
}

function isSame(a: Location, b: Location): boolean {
  return a.file === b.file && a.region.startLine === b.region.startLine;
}
