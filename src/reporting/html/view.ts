import { probeGroups } from '../../core/probe.ts';
import type { HistoryEntry } from '../../core/run-history.ts';
import type { StoredProbe, StoredProbeRun, StoredVerdict } from '../../core/stored-run.ts';
import type { Outcome } from '../../core/verdict.ts';
import { groupReasons, type ReasonGroup } from '../probe/reason-groups.ts';

export interface ReasonView extends ReasonGroup {
  readonly id: string;
  readonly outcome: Outcome;
}

/** A run as the page shows it: in its order, with the places that links lead to. */
export interface RunView {
  /** Unique on the page, and the start of every id of this run. */
  readonly id: string;
  readonly run: StoredProbeRun;
  /** In the order of reports; probes without a group stand at the end. */
  readonly groups: readonly { readonly name: string; readonly probes: readonly StoredProbe[] }[];
  readonly reasons: readonly ReasonView[];
  /** This run and those of the same selection before it, the oldest first; empty where the history does not know it. */
  readonly history: readonly HistoryEntry[];
  verdictOf(command: string, probe: string): StoredVerdict | undefined;
  /** Id of the evidence of a verdict, or of the reason for it; undefined where there is nothing more to say. */
  anchorOf(command: string, verdict: StoredVerdict): string | undefined;
}

export function viewOf(run: StoredProbeRun, history: readonly HistoryEntry[], id: string): RunView {
  const verdicts = new Map(
    run.commands.map(({ name, verdicts: own }) => [name, new Map(own.map((one) => [one.probe, one]))]),
  );
  const reasons = reasonViews(run, id);
  const reasonIds = new Map(reasons.map((one) => [keyOf(one.outcome, one.reason), one.id]));
  const evidenceIds = new Map(
    run.commands.flatMap(({ name, verdicts: own }, row) =>
      own.map(({ probe }, column) => [keyOf(name, probe), `${id}-v${row}-${column}`]),
    ),
  );
  return {
    id,
    run,
    groups: groupsOf(run.probes),
    reasons,
    history,
    verdictOf: (command, probe) => verdicts.get(command)?.get(probe),
    anchorOf(command, { outcome, probe, reason }) {
      if (outcome === 'falsified') return evidenceIds.get(keyOf(command, probe));
      return reason === null ? undefined : reasonIds.get(keyOf(outcome, reason));
    },
  };
}

function groupsOf(probes: readonly StoredProbe[]): RunView['groups'] {
  const known = probeGroups.map((name) => ({ name, probes: probes.filter(({ group }) => group === name) }));
  const others = probes.filter(({ group }) => !probeGroups.some((name) => name === group));
  const all = [...known, { name: 'Others', probes: others }].filter((group) => group.probes.length > 0);
  return all.length === 1 ? all.map((group) => ({ ...group, name: 'Probes' })) : all;
}

function reasonViews({ commands }: StoredProbeRun, id: string): readonly ReasonView[] {
  const views = (['inconclusive', 'not-applicable', 'bypassed'] as const).flatMap((outcome) => {
    const reasoned = commands.flatMap(({ name, verdicts }) =>
      verdicts
        .filter((verdict) => verdict.outcome === outcome)
        .map(({ probe, reason }) => ({ command: name, probe, reason: reason ?? '' })),
    );
    return groupReasons(reasoned).map((group) => ({ ...group, outcome }));
  });
  return views.map((view, index) => ({ ...view, id: `${id}-r${index}` }));
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
