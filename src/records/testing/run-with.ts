import type { ProbedCommand, ProbeRun } from '../../core/probe-run.ts';
import type { Outcome, Verdict } from '../../core/verdict.ts';
import { exampleCommand, exampleProbeRun } from '../../reporting/testing/example-probe-run.ts';

/** A run with these verdicts: command → probes with their outcomes. */
export function runWith(outcomes: Readonly<Record<string, readonly (readonly [string, Outcome])[]>>): ProbeRun {
  const commands = Object.entries(outcomes).map(([name, verdicts]): ProbedCommand => ({
    command: exampleCommand(name),
    verdicts: verdicts.map(([probe, outcome]) => ({ probe, verdict: verdictOf(outcome), milliseconds: 1 })),
  }));
  return exampleProbeRun({ commands });
}

function verdictOf(outcome: Outcome): Verdict {
  if (outcome === 'holds') return { outcome, trials: 1 };
  return outcome === 'falsified' ? { outcome, evidence: [{ summary: 'seen' }] } : { outcome, reason: 'because' };
}
