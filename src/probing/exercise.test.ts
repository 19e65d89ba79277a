import { describe, expect, test } from 'vitest';
import type { Finding } from '../core/finding.ts';
import type { Probe } from '../core/probe.ts';
import { planProbes } from './plan.ts';
import { runProbes, watchedPlaces } from './run-probes.ts';
import { context, engine, findingAt, lineOf } from './testing/example-findings.ts';
import { exampleProbe, exampleWorld, load, project } from './testing/example-world.ts';

describe('a finding', () => {
  test('is not exercised where only the run to compare with came to its line', async () => {
    const { corroboration } = await oneOf(dryAndPlain, (typed) => (typed.length === 0 ? [0] : []));
    expect(corroboration).toMatchObject({
      state: 'not-exercised',
      reason: 'the line shop/engine.py:7 was not reached, but by the run to compare with',
    });
  });

  test('is not exercised where no run came to every line that leads to it', async () => {
    const parts = { flow: [{ file: engine, region: lineOf(3), message: 'calls `save`' }] };
    const { corroboration } = await oneOf({}, () => [0], parts);
    expect(corroboration).toMatchObject({
      state: 'not-exercised',
      reason: 'the line shop/engine.py:3 was not reached',
    });
    expect((await oneOf({}, () => [0, 1], parts)).corroboration).toMatchObject({ state: 'refuted' });
  });

  test('of a fault is not told from what happens without it', async () => {
    const { corroboration } = await oneOf({ ...dryAndPlain, apart: true }, () => [0]);
    expect(corroboration).toMatchObject({
      state: 'inconclusive',
      reason: 'runs without the fault come to shop/engine.py:7 as well',
    });
  });

  test('is confirmed by the run that came to it only', async () => {
    const falsified = (trial: 'dry' | 'plain'): Partial<Probe> => ({
      ...dryAndPlain,
      controls: [],
      judge: (trials) => ({
        outcome: 'falsified',
        evidence: [{ summary: 'ends well', run: trials[trial]?.[0].plan ?? {} }],
      }),
    });
    const cameTo = (typed: readonly string[]) => (typed.length === 0 ? [] : [0]);
    expect((await oneOf(falsified('dry'), cameTo)).corroboration).toMatchObject({ state: 'confirmed' });
    expect((await oneOf(falsified('plain'), cameTo)).corroboration).toMatchObject({ state: 'refuted' });
  });
});

const dryAndPlain: Partial<Probe> = {
  controls: ['plain'],
  plan: () => ({ trials: { dry: { runs: [{ arguments: ['--dry-run'] }] }, plain: { runs: [{ arguments: [] }] } } }),
};

/** What becomes of a finding at line 7 where evidence has no place of its own. */
async function oneOf(
  probe: Partial<Probe>,
  cameTo: (typed: readonly string[]) => readonly number[],
  parts: Partial<Finding> = {},
): Promise<Finding> {
  const one = exampleProbe({ corroborates: ['effect-in-dry-run'], ...probe });
  const plan = planProbes([one], [load], project, () => undefined);
  const findings = [findingAt(7, parts)];
  const watched = watchedPlaces(plan, findings);
  const world = exampleWorld(({ arguments: typed }) => ({ reached: cameTo(typed) }));
  const outcome = await runProbes(
    plan,
    { findings, project, watched, isWhole: false },
    world,
    context,
    () => undefined,
  );
  const [finding] = outcome.findings;
  if (finding === undefined) throw new Error('the finding is gone');
  return finding;
}
