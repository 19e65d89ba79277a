import { expect, test } from 'vitest';
import type { PlannedTrial, ProbePlan } from '../../core/probe-plan.ts';
import type { Probe } from '../../core/probe.ts';
import type { Trial } from '../../core/trial.ts';
import { exampleCommand } from '../testing/example-probe-run.ts';
import { planText } from './plan.ts';

const probe = (id: string): Probe => ({
  ...{ id, title: id, property: id, group: 'Dry run', corroborates: [], severity: 'error', since: '0.1.0' },
  observation: { parse: (value) => value },
  plan: () => ({ trials: {} }),
  judge: () => ({ outcome: 'holds', trials: 1 }),
});

const dryRun: Trial = { runs: [{ arguments: ['--dry-run'] }] };
const twice: Trial = {
  runs: [
    { arguments: [], seed: [{ model: 'ingestion.models.SyncHistory', values: {} }] },
    { arguments: ['--name', 'two words'], answers: { fault: 'unavailable', only: '/v1', edition: 2 } },
  ],
};

function planOf(names: readonly string[], trials: readonly Trial[], reason: string): ProbePlan {
  const commands = names.map(exampleCommand);
  const planned = commands.flatMap((command) =>
    trials.map((trial): PlannedTrial => ({ command, trial, observers: ['dry-run-writes-nothing', 'command-loads'] })),
  );
  const probes = commands.map((command) => ({
    command,
    probe: probe('forwards-flags'),
    plan: { skipped: 'not-applicable', reason } as const,
  }));
  return { probes, trials: planned };
}

test('a plan says which runs there are, who looks at them, and what is left out', () => {
  expect(planText(planOf(['sync_arrivy_tasks'], [dryRun, twice], 'it calls no other command'))).toMatchInlineSnapshot(`
    "sync_arrivy_tasks
      run --dry-run
          = dry-run-writes-nothing, command-loads
      run (no arguments)  [1 row before it]
          then --name "two words"  [API: unavailable for /v1; other data]
          = dry-run-writes-nothing, command-loads
      not run: it calls no other command
          = forwards-flags

    1 command, 3 runs. Nothing was run.
    "
  `);
});

test('commands with equal runs are shown together', () => {
  const text = planText(planOf(['a', 'b', 'c'], [dryRun], 'it calls no other command'));
  expect(text).toMatch(/^a, b, c\n/);
  expect(text.match(/--dry-run/g)).toHaveLength(1);
  expect(text).toContain('3 commands, 3 runs. Nothing was run.');
});
