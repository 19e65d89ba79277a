import { describe, expect, test } from 'vitest';
import { ruleId, type Finding } from '../core/finding.ts';
import type { Probe } from '../core/probe.ts';
import type { RunResult } from './protocol.ts';
import type { Verdict } from '../core/verdict.ts';
import { planProbes } from './plan.ts';
import { runProbes, watchedPlaces } from './run-probes.ts';
import { context, engine, findingAt } from './testing/example-findings.ts';
import { exampleProbe, exampleWorld, load, project, send } from './testing/example-world.ts';

async function outcomeOf(
  verdict: Verdict,
  findings: readonly Finding[],
  { probe = {}, result = () => ({}) }: { probe?: Partial<Probe>; result?: () => Partial<RunResult> } = {},
) {
  const one = exampleProbe({ corroborates: ['effect-in-dry-run'], placed: true, judge: () => verdict, ...probe });
  const plan = planProbes([one], [load], project, () => undefined);
  const watched = watchedPlaces(plan, findings);
  const world = exampleWorld(result);
  const outcome = await runProbes(
    plan,
    { findings, project, watched, isWhole: false },
    world,
    context,
    () => undefined,
  );
  expect(world.open()).toBe(0);
  return outcome;
}

describe('trials', () => {
  test('of a command that Django does not know are not run, and say why', async () => {
    const failure = { type: 'NotInstalled', message: 'it belongs nowhere', file: null, line: null };
    const world = exampleWorld(() => ({}), { [load.name]: failure });
    const plan = planProbes([exampleProbe({})], [load], project, () => undefined);
    const outcome = await runProbes(
      plan,
      { findings: [], project, watched: [], isWhole: false },
      world,
      context,
      () => undefined,
    );
    expect(world.asked).toEqual([]);
    expect(outcome.commands[0]?.verdicts[0]?.verdict).toEqual({
      outcome: 'inconclusive',
      reason: 'it belongs nowhere',
    });
  });

  test('that are equal are run once, with every probe looking on', async () => {
    const probes = [exampleProbe({ id: 'a' }), exampleProbe({ id: 'b' }), exampleProbe({ id: 'c', plan: dry })];
    const plan = planProbes(probes, [send, load], project, () => undefined);
    const world = exampleWorld(() => ({}));
    const outcome = await runProbes(
      plan,
      { findings: [], project, watched: [], isWhole: false },
      world,
      context,
      () => undefined,
    );
    expect(world.asked.map(({ command, arguments: given, observers }) => [command, given, observers])).toEqual([
      ['load', [], ['a', 'b']],
      ['load', ['--dry-run'], ['c']],
      ['send', [], ['a', 'b']],
      ['send', ['--dry-run'], ['c']],
    ]);
    expect(outcome.runs).toBe(4);
    expect(outcome.commands.map(({ command, verdicts }) => [command.name, verdicts.length])).toEqual([
      ['load', 3],
      ['send', 3],
    ]);
  });

  test('share a database among their runs, which is removed with the last', async () => {
    const probe = exampleProbe({
      plan: () => ({ trials: { twice: { runs: [{ arguments: [] }, { arguments: [] }] } } }),
    });
    const plan = planProbes([probe], [load], project, () => undefined);
    const world = exampleWorld(() => ({}));
    await runProbes(plan, { findings: [], project, watched: [], isWhole: false }, world, context, () => undefined);
    const [first, second] = world.asked.map(({ database }) => database);
    expect(first).toMatchObject({ make: true, remove: false });
    expect(second).toEqual({ name: first?.name, make: false, remove: true });
  });

  test('stop at an interruption', async () => {
    const plan = planProbes([exampleProbe({})], [load], project, () => undefined);
    const world = { ...exampleWorld(() => ({})), interruption: AbortSignal.abort(new Error('stop')) };
    await expect(
      runProbes(plan, { findings: [], project, watched: [], isWhole: false }, world, context, () => undefined),
    ).rejects.toThrow('stop');
  });
});

describe('a verdict', () => {
  test('is inconclusive where the harness had trouble, whatever the probe would say', async () => {
    const { commands } = await outcomeOf({ outcome: 'holds', trials: 1 }, [], {
      result: () => ({ trouble: 'the database is locked' }),
    });
    expect(commands[0]?.verdicts).toMatchObject([
      { verdict: { outcome: 'inconclusive', reason: 'the database is locked' } },
    ]);
  });

  test('of a probe that crashes is inconclusive, and an error of the program', async () => {
    const judge = () => {
      throw new TypeError('no rows');
    };
    const { commands, notifications } = await outcomeOf({ outcome: 'holds', trials: 1 }, [], { probe: { judge } });
    expect(commands[0]?.verdicts[0]?.verdict.outcome).toBe('inconclusive');
    expect(notifications).toMatchObject([{ level: 'error', kind: 'probe-crash' }]);
  });

  test('runs no fault of a command that asks nobody', async () => {
    const trials = {
      plain: { runs: [{ arguments: [] }] },
      down: { runs: [{ arguments: [], answers: { fault: 'unavailable' } }] },
    } as const;
    const probe = exampleProbe({
      plan: () => ({ trials }),
      judge: ({ plain, down }) =>
        plain === undefined || down === undefined
          ? { outcome: 'inconclusive', reason: 'nothing was seen' }
          : { outcome: 'holds', trials: down.length },
    });
    const runsWith = async (contacts: number) => {
      const world = exampleWorld(() => ({ contacts, observations: { [probe.id]: {} } }));
      const plan = planProbes([probe], [load], project, () => undefined);
      const outcome = await runProbes(
        plan,
        { findings: [], project, watched: [], isWhole: false },
        world,
        context,
        () => undefined,
      );
      expect(outcome.commands[0]?.verdicts[0]?.verdict).toEqual({ outcome: 'holds', trials: 1 });
      return { asked: world.asked.length, runs: outcome.runs };
    };
    expect(await runsWith(0)).toEqual({ asked: 1, runs: 1 });
    expect(await runsWith(1)).toEqual({ asked: 2, runs: 2 });
  });

  test('names why a probe does not apply or was bypassed', async () => {
    const probes = [exampleProbe({ id: 'a', plan: () => ({ notApplicable: 'it has no dry run' }) }), exampleProbe({})];
    const plan = planProbes(probes, [load], project, (probe) => (probe === 'a' ? undefined : 'known'));
    const world = exampleWorld(() => ({}));
    const { commands } = await runProbes(
      plan,
      { findings: [], project, watched: [], isWhole: false },
      world,
      context,
      () => undefined,
    );
    expect(world.asked).toEqual([]);
    expect(commands[0]?.verdicts.map(({ verdict }) => verdict)).toEqual([
      { outcome: 'not-applicable', reason: 'it has no dry run' },
      { outcome: 'bypassed', reason: 'known' },
    ]);
  });
});

describe('a finding', () => {
  const evidence = { summary: 'writes `order`', at: { file: engine, line: 7 } };

  test('is confirmed by evidence of its line, and raised to an error', async () => {
    const { findings } = await outcomeOf({ outcome: 'falsified', evidence: [evidence] }, [findingAt(7)]);
    expect(findings).toMatchObject([{ severity: 'error', corroboration: { state: 'confirmed', evidence } }]);
    expect(findings[0]?.fingerprint).toBe(findingAt(7).fingerprint);
  });

  test('is refuted where the runs came to its line and nothing showed, and becomes a note', async () => {
    const { findings } = await outcomeOf({ outcome: 'holds', trials: 1 }, [findingAt(7)], {
      result: () => ({ reached: [0] }),
    });
    expect(findings).toMatchObject([{ severity: 'note', corroboration: { state: 'refuted' } }]);
  });

  test('is not exercised where no run came to its line', async () => {
    const { findings } = await outcomeOf({ outcome: 'holds', trials: 1 }, [findingAt(7)]);
    expect(findings).toMatchObject([{ severity: 'warning', corroboration: { state: 'not-exercised' } }]);
  });

  test('is left as it is by an inconclusive verdict', async () => {
    const { findings } = await outcomeOf({ outcome: 'inconclusive', reason: 'no fixture' }, [findingAt(7)]);
    expect(findings).toMatchObject([
      { severity: 'warning', corroboration: { state: 'inconclusive', reason: 'no fixture' } },
    ]);
  });

  test('that no probe has looked at is as it was, and says why', async () => {
    const others = [findingAt(7, { subject: send.module }), findingAt(7, { ruleId: ruleId('unread-flag') })];
    const { findings } = await outcomeOf({ outcome: 'holds', trials: 1 }, others);
    const reasons = ['the probes that execute this were left out', 'no probe executes this'];
    const verdicts = reasons.map((reason) => ({ state: 'not-exercised', probe: null, reason, evidence: null }));
    expect(findings).toEqual(others.map((finding, index) => ({ ...finding, corroboration: verdicts[index] })));
  });

  test('is confirmed by an effect of its line that has another name', async () => {
    const probe = { corroborates: ['ignored-dry-run', 'effect-in-dry-run'] };
    const named = [{ ...evidence, flaw: 'ignored-dry-run' }] as const;
    const { findings } = await outcomeOf({ outcome: 'falsified', evidence: named }, [findingAt(7)], { probe });
    expect(findings).toMatchObject([{ ruleId: 'effect-in-dry-run', corroboration: { state: 'confirmed' } }]);
  });

  test('that only a run has shown stands on the line that did it', async () => {
    const { findings } = await outcomeOf({ outcome: 'falsified', evidence: [evidence] }, [findingAt(9)]);
    expect(findings).toMatchObject([
      { at: { region: { startLine: 9 } }, corroboration: { state: 'not-exercised' } },
      { ruleId: 'effect-in-dry-run', at: { file: engine, region: { startLine: 7 } }, message: 'writes `order`' },
    ]);
  });

  test.each([
    [undefined, ['error']],
    ['note', ['note']],
    ['off', []],
  ] as const)('that only a run has shown has the severity that is configured: %s', async (configured, severities) => {
    const one = exampleProbe({
      corroborates: ['effect-in-dry-run'],
      judge: () => ({ outcome: 'falsified', evidence: [evidence] }),
    });
    const plan = planProbes([one], [load], project, () => undefined);
    const asked: string[] = [];
    const severityOf = (id: string, probe: string) => {
      asked.push(`${id} ${probe}`);
      return configured;
    };
    const known = { findings: [], project, watched: [], isWhole: false };
    const { findings } = await runProbes(
      plan,
      known,
      exampleWorld(() => ({})),
      { ...context, severityOf },
      () => undefined,
    );
    expect(findings.map(({ severity }) => severity)).toEqual(severities);
    expect(asked).toEqual([`effect-in-dry-run ${one.id}`]);
  });

  test('about an option is confirmed by evidence of that option alone', async () => {
    const [option] = load.options.options;
    const at = option?.at ?? load.at;
    const verdict: Verdict = { outcome: 'falsified', evidence: [{ summary: 'ignored', details: { flag: '--full' } }] };
    const about = (flag: string) => findingAt(1, { at, data: { flag } });
    const { findings } = await outcomeOf(verdict, [about('--full'), about('--force')], {
      result: () => ({ reached: [0] }),
    });
    expect(findings.map(({ corroboration }) => corroboration?.state)).toEqual(['confirmed', 'refuted']);
  });
});

function dry(): ReturnType<Probe['plan']> {
  return { trials: { dry: { runs: [{ arguments: ['--dry-run'] }] } } };
}
