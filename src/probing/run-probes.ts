import type { Command } from '../core/commands.ts';
import type { Finding } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import type { Notification } from '../core/notification.ts';
import type { ProbedCommand } from '../core/probe-run.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { Testimony } from './corroboration.ts';
import { executeTrials, type Progress } from './execute.ts';
import type { WatchedRun } from './exercise.ts';
import { withVerdicts, type FindingContext } from './findings.ts';
import { judge, type Judgement } from './judge.ts';
import type { PlannedProbe, ProbePlan } from '../core/probe-plan.ts';
import type { Boot } from './protocol.ts';
import { unaskedNotes } from './unasked.ts';
import type { World } from './world.ts';

/** A place in the project that runs are watched for. */
export type WatchedPlace = Boot['watch'][number];

export interface ProbeOutcome {
  readonly commands: readonly ProbedCommand[];
  readonly findings: readonly Finding[];
  readonly notifications: readonly Notification[];
  /** Runs of commands that took place. */
  readonly runs: number;
}

/** The places of findings that probes may confirm or refute: runs tell whether they came to them. */
export function watchedPlaces(plan: ProbePlan, findings: readonly Finding[]): readonly WatchedPlace[] {
  const rules = new Set(plan.probes.flatMap(({ probe }) => probe.corroborates));
  const places = findings
    .filter(({ ruleId, subject }) => subject !== undefined && rules.has(ruleId))
    .flatMap(({ at, flow }) => [at, ...flow].map(placeOf));
  return [...new Map(places.map((place) => [keyOf(place), place])).values()];
}

/** Executes what was planned in an open world, judges it, and brings it together with the findings of the rules. */
export async function runProbes(
  plan: ProbePlan,
  {
    findings,
    project,
    watched,
    isWhole,
  }: {
    findings: readonly Finding[];
    project: ProjectModel;
    watched: readonly WatchedPlace[];
    /** All probes look at all commands. */
    isWhole: boolean;
  },
  world: World,
  context: FindingContext,
  progress: Progress,
): Promise<ProbeOutcome> {
  const executed = await executeTrials(plan.trials, world, progress);
  const judged = plan.probes.map((planned) => ({ planned, judgement: judge(planned, executed, project) }));
  const indexes = new Map(watched.map((place, index) => [keyOf(place), index]));
  const among = (reached: readonly number[]): ((place: Location) => boolean) => {
    const seen = new Set(reached);
    return (place) => seen.has(indexes.get(keyOf(placeOf(place))) ?? -1);
  };
  const isLoaded = among(world.sandbox.ready.loaded);
  const testimonies = judged.map(({ planned: { command, probe, plan: asked }, judgement }): Testimony => {
    const trials = 'skipped' in asked ? [] : [...asked.trials];
    const runs = trials.flatMap(([trial, planned]) =>
      (executed.get(planned)?.runs ?? []).map((run): WatchedRun => {
        const { exit, reached } = run.result;
        return { trial, plan: run.plan, isKilled: exit.kind === 'killed', cameTo: among(reached) };
      }),
    );
    return { command, probe, verdict: judgement.verdict, runs, isLoaded };
  });
  return {
    commands: byCommand(judged),
    findings: withVerdicts(findings, testimonies, context),
    notifications: [
      ...judged.flatMap(({ judgement }) => judgement.notification ?? []),
      ...unaskedNotes(executed.values(), world, isWhole),
    ],
    // Some trials need no run of their own.
    runs: [...new Set(executed.values())].reduce((sum, { runs }) => sum + runs.length, 0),
  };
}

function byCommand(
  judged: readonly { readonly planned: PlannedProbe; readonly judgement: Judgement }[],
): readonly ProbedCommand[] {
  const commands = new Map<Command, ProbedCommand & { readonly verdicts: Judgement[] }>();
  for (const { planned, judgement } of judged) {
    const { command } = planned;
    const probed = commands.get(command) ?? { command, verdicts: [] };
    probed.verdicts.push(judgement);
    commands.set(command, probed);
  }
  return [...commands.values()];
}

function placeOf({ file, region }: Location): WatchedPlace {
  return { file, line: region.startLine, column: region.startColumn };
}

function keyOf({ file, line, column }: WatchedPlace): string {
  return `${line}:${column}:${file}`;
}
