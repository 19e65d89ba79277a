import type { Notification } from '../core/notification.ts';
import type { Probe } from '../core/probe.ts';
import type { ProbeVerdict } from '../core/probe-run.ts';
import type { ProjectModel } from '../core/project-model.ts';
import { hideMadeUp } from '../core/redact.ts';
import type { RunRecord } from '../core/trial.ts';
import type { Evidence, Verdict } from '../core/verdict.ts';
import type { ExecutedRun, ExecutedTrial } from './execute.ts';
import type { PlannedProbe, PlannedTrial } from '../core/probe-plan.ts';

export interface Judgement extends ProbeVerdict {
  /** Of the program itself: a probe that crashed. */
  readonly notification?: Notification;
}

/** The verdict of one probe on one command; whatever could not be seen as it should proves nothing. */
export function judge(
  { command, probe, plan }: PlannedProbe,
  executed: ReadonlyMap<PlannedTrial, ExecutedTrial>,
  project: ProjectModel,
): Judgement {
  if ('skipped' in plan) {
    const outcome = plan.skipped === 'crashed' ? 'inconclusive' : plan.skipped;
    return { probe: probe.id, verdict: { outcome, reason: plan.reason }, milliseconds: 0 };
  }
  const trials = [...plan.trials].flatMap(([name, trial]) => {
    const done = executed.get(trial);
    return done === undefined ? [] : [{ name, ...done }];
  });
  const milliseconds = trials.reduce((sum, trial) => sum + trial.milliseconds, 0);
  const runs = trials.flatMap((trial) => trial.runs);
  const trouble = runs.find(({ result }) => result.trouble !== null)?.result.trouble;
  if (trials.length < plan.trials.size) {
    return { probe: probe.id, verdict: { outcome: 'inconclusive', reason: 'it was not run' }, milliseconds };
  }
  if (typeof trouble === 'string') {
    return { probe: probe.id, verdict: { outcome: 'inconclusive', reason: hideMadeUp(trouble) }, milliseconds };
  }
  try {
    const records = trials.map(({ name, runs: [first, ...rest] }) => {
      const others = rest.map((run) => recordOf(run, probe));
      return [name, [recordOf(first, probe), ...others]] as const;
    });
    const verdict = withoutMadeUp(probe.judge(Object.fromEntries(records), command, project));
    return { probe: probe.id, verdict, milliseconds };
  } catch (error) {
    return { probe: probe.id, ...crash(probe, command.name, error), milliseconds };
  }
}

/** What is to be read; the run that a piece of evidence is of stays that very one. */
function withoutMadeUp(verdict: Verdict): Verdict {
  if (verdict.outcome !== 'falsified') return hideMadeUp(verdict);
  const hidden = ({ run, ...told }: Evidence): Evidence => ({ ...hideMadeUp(told), ...(run && { run }) });
  const [first, ...rest] = verdict.evidence;
  return { ...verdict, evidence: [hidden(first), ...rest.map(hidden)] };
}

function recordOf({ plan, result, requests, held }: ExecutedRun, probe: Probe): RunRecord {
  const { exit, stdout, stderr, observations } = result;
  return {
    plan,
    exit,
    stdout,
    stderr,
    requests,
    ...(held && { held }),
    observation: probe.observation.parse(observations[probe.id]),
  };
}

/** The others go on; the exit code says that not everything could be looked at. */
function crash(probe: Probe, command: string, error: unknown): { verdict: Verdict; notification: Notification } {
  const message = error instanceof Error ? error.message : String(error);
  return {
    verdict: { outcome: 'inconclusive', reason: `the probe crashed: ${message}` },
    notification: {
      level: 'error',
      kind: 'probe-crash',
      message: `\`${probe.id}\` crashed on \`${command}\`: ${message}; please report it`,
    },
  };
}
