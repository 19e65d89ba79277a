import type { Messages, ProjectRule, ReportOf, Rule, SuppressionRule } from '../core/rule.ts';

/** Identity at run time; at compile time it checks message ids and placeholders of every report. */
export function defineRule<const M extends Messages>(
  rule: ProjectRule<M, ReportOf<M>> | SuppressionRule<M, ReportOf<M>>,
): Rule;
export function defineRule(rule: Rule): Rule {
  return rule;
}

export type { CommandRun, EffectKind } from '../core/command-run.ts';
export { allOptions } from '../core/commands.ts';
export { djangoCommands } from '../core/django-commands.ts';
export { brokenPromises } from '../core/broken-promises.ts';
export { areNowhereRead, dryRunFlag, dryRunOption, dryRunSwitches, isIgnored, isOfOneMode } from '../core/dry-run.ts';
export { dryRunPromise, isPromised } from '../core/dry-run-promise.ts';
export { entityOf } from '../core/entity-name.ts';
export { lastingEffects, placeOf } from '../core/lasting-effects.ts';
export { listed } from '../core/listed.ts';
export { startOfFile } from '../core/location.ts';
export { byName, eachPlace } from './each-place.ts';
export { otherCommands } from './other-commands.ts';
export { mentionOf, nameMatcher } from '../core/name-glob.ts';
export { isClosed, optionNames, optionsRead } from '../core/option-reads.ts';
export { isSideStep } from '../core/side-steps.ts';
export { closest } from '../core/suggest.ts';
export { keptStates } from '../core/sync-state.ts';
export type { Command, Option, OptionClash, OptionPlace, OptionSet, SyncCommand } from '../core/commands.ts';
export type { Fix } from '../core/finding.ts';
export type { HistoryEvent, RunEvent } from '../core/command-run.ts';
export type { Invocation } from '../core/invocation.ts';
export type { Location, RelatedLocation } from '../core/location.ts';
export type { ProjectModel } from '../core/project-model.ts';
export type { SystemImport } from '../core/system.ts';
