import type { Probe } from '../core/probe.ts';

/** Identity at run time; at compile time it ties the trials that are judged to those that are planned. */
export function defineProbe<const Name extends string, Observation>(
  probe: Probe<Name, Observation>,
): Probe<Name, Observation> {
  return probe;
}

export type { Command } from '../core/commands.ts';
export { listed } from '../core/listed.ts';
export { nameMatcher } from '../core/name-glob.ts';
export type { ProjectModel } from '../core/project-model.ts';
export { retryAfter, type RequestRecord, type RunRecord } from '../core/trial.ts';
export type { Evidence, Json, Verdict } from '../core/verdict.ts';
export { laterDay, someDay } from './arguments.ts';
export { endingOf, isRefusal, isSuccess, needsPostgres, stackOf, textOf, troubleOf } from './endings.ts';
export { faultTrials } from './fault-trials.ts';
export { judgeFaults } from './faults.ts';
export { dateFlags, destOf, has, isSwitch, lacks, optionOf, periodFlags, startFlag } from './flags.ts';
export * from './history.ts';
export {
  childrenOnPaper,
  entityOfChild,
  failingTexts,
  misordered,
  ownChildren,
  syncCommandOf,
  withoutChildren,
  withoutRequests,
} from './orchestration.ts';
export { oldInvocations, untriedOptions, type OldInvocation } from './old-invocations.ts';
export { dryRun, inSequence, plainRun, trialsOf } from './plans.ts';
export { judgeRejections, type Attempt } from './rejections.ts';
export { endpointOf, hostOf, isReading, parametersOf, servedBy } from './requests.ts';
export * as seen from './seen.ts';
export { pastRecord } from './seeds.ts';
export { askedTimes, isSameTime, timesIn, type AskedTime } from './times.ts';
export { isUnplanned, type Unplanned } from './unplanned.ts';
export { counted, evidence, inconclusive, notApplicable, verdictOf } from './verdicts.ts';
export { isScratch, outsideEffects, writesOf } from './effects.ts';
export { fieldsOf, judgeFields } from './fields.ts';
export { withoutRecordsServed, withoutSources } from './asked-sources.ts';
export { claimOf, withoutCopies, withoutSource } from './claims.ts';
export { judgeValues } from './values.ts';
export { judgeDelta } from './delta.ts';
export { liesOf } from './history-truth.ts';
