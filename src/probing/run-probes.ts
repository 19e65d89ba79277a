import type { Command } from '../core/commands.ts';
import type { Finding } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import type { Notification } from '../core/notification.ts';
import type { ProbedCommand } from '../core/probe-run.ts';
import type { ProjectModel } from '../core/project-model.ts';
import type { Testimony } from './corroboration.ts';
import { executeTrials, type ExecutedTrial, type Progress } from './execute.ts';
import { withVerdicts, type FindingContext } from './findings.ts';
import { judge, type Judgement } from './judge.ts';
import type { PlannedProbe, ProbePlan } from '../core/probe-plan.ts';
import type { Boot } from './protocol.ts';
import type { World } from './world.ts';

/** A line of the project that runs are watched for. */
export type WatchedLine = Boot['watch'][number];

export interface ProbeOutcome {
  readonly commands: readonly ProbedCommand[];
  readonly findings: readonly Finding[];
  readonly notifications: readonly Notification[];
  /** Runs of commands that took place. */
  readonly runs: number;
}

/** The lines of findings that probes may confirm or refute: runs tell whether they came to them. */
export function watchedLines(plan: ProbePlan, findings: readonly Finding[]): readonly WatchedLine[] {
  const rules = new Set(plan.probes.flatMap(({ probe }) => probe.corroborates));
  const lines = findings
    .filter(({ ruleId, subject }) => subject !== undefined && rules.has(ruleId))
    .map(({ at }) => ({ file: at.file, line: at.region.startLine }));
  return [...new Map(lines.map((line) => [keyOf(line), line])).values()];
}

/** Executes what was planned in an open world, judges it, and brings it together with the findings of the rules. */
export async function runProbes(
  plan: ProbePlan,
  {
    findings,
    project,
    watched,
  }: { findings: readonly Finding[]; project: ProjectModel; watched: readonly WatchedLine[] },
  world: World,
  context: FindingContext,
  progress: Progress,
): Promise<ProbeOutcome> {
  const executed = await executeTrials(plan.trials, world, progress);
  const judged = plan.probes.map((planned) => ({ planned, judgement: judge(planned, executed, project) }));
  const lines = new Map(watched.map((line, index) => [keyOf(line), index]));
  const testimonies = judged.map(({ planned, judgement }): Testimony => {
    const reached = reachedBy(planned, executed);
    const isReached = ({ at }: { readonly at: Location }): boolean => {
      const index = lines.get(keyOf({ file: at.file, line: at.region.startLine }));
      return index !== undefined && reached.has(index);
    };
    return { command: planned.command, probe: planned.probe, verdict: judgement.verdict, reached: isReached };
  });
  return {
    commands: byCommand(judged),
    findings: withVerdicts(findings, testimonies, context),
    notifications: judged.flatMap(({ judgement }) => judgement.notification ?? []),
    runs: [...executed.values()].reduce((sum, { runs }) => sum + runs.length, 0),
  };
}

function reachedBy({ plan }: PlannedProbe, executed: ReadonlyMap<unknown, ExecutedTrial>): ReadonlySet<number> {
  if ('skipped' in plan) return new Set();
  const runs = [...plan.trials.values()].flatMap((trial) => executed.get(trial)?.runs ?? []);
  return new Set(runs.flatMap(({ result }) => result.reached));
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

function keyOf({ file, line }: WatchedLine): string {
  return `${String(line)}:${file}`;
}
