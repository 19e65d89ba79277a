import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Command } from '../src/core/commands.ts';
import type { Plan, Probe } from '../src/core/probe.ts';
import type { ProjectModel } from '../src/core/project-model.ts';
import type { RunRecord } from '../src/core/trial.ts';
import type { Verdict } from '../src/core/verdict.ts';
import { loadRules } from '../src/engine/load-rules.ts';
import { check } from '../src/pipeline/check.ts';
import { loadProbes } from '../src/probing/load-probes.ts';
import { observerOf } from '../src/probing/probe-files.ts';
import { fixtureRequest } from '../src/testing/fixture.ts';
import { readRecordedCases, type RecordedCase } from '../src/testing/recorded-cases.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const probes = await loadProbes();
const rules = new Set((await loadRules()).map(({ rule }) => rule.id));
const names = ['ingestion', 'ingestion-legacy'];
const projects = await Promise.all(
  names.map(async (name) => (await check(fixtureRequest(join(root, 'fixtures/projects', name), []))).project),
);
const [sample] = projects;
if (sample === undefined) throw new Error('there is no sample project');

const observed = observations();

describe.each(probes.map((probe) => ({ id: probe.id, probe })))('$id', ({ id, probe }) => {
  const source = readFileSync(join(root, 'probes', `${id}.ts`), 'utf8');
  const cases = readRecordedCases(id, join(root, 'fixtures/probes'));

  test('explains itself in a comment with remarks', () => {
    const [, comment = ''] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const probe = defineProbe/.exec(source) ?? [];
    const [summary = '', remarks = ''] = comment.replace(/^\s*\* ?/gm, '').split('@remarks');
    expect(summary.trim()).toMatch(/^[A-Z][\s\S]+\.$/);
    expect(remarks.trim().length).toBeGreaterThan(80);
    expect(probe.title).toMatch(/^[A-Z`].*[^.]$/);
    expect(probe.property).toMatch(/^[a-z`].*[^.]$/);
    expect(probe.since).toMatch(/^\d+\.\d+\.\d+$/);
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test('corroborates rules that there are, or has a flaw of its own', () => {
    expect(probe.corroborates.filter((rule) => !rules.has(rule))).toEqual([]);
    expect(probe.corroborates.length > 0 || probe.flaw !== undefined).toBe(true);
    if (probe.flaw === undefined) return;
    expect(probe.flaw).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(rules.has(probe.flaw)).toBe(false);
  });

  test('has another half whose observations it can read', () => {
    expect(existsSync(observerOf(probe))).toBe(true);
    for (const { [id]: observation } of observed) expect(() => probe.observation.parse(observation)).not.toThrow();
    // Nothing that is read is lost on the way.
    for (const { [id]: observation } of observed) expect(probe.observation.parse(observation)).toEqual(observation);
  });

  test('plans the same for a command as often as it is asked, or says in words why nothing', () => {
    for (const project of projects) {
      for (const command of project.commands()) {
        const plan = probe.plan(command, project);
        expect(probe.plan(command, project)).toEqual(plan);
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
        if (!('trials' in plan)) expect(reasonOf(plan)).toMatch(/\w+ \w+/);
      }
    }
  });

  test.each(cases)('judges recorded runs: $name', ({ command: name, project: folder, trials, verdict }) => {
    const project = projects[names.indexOf(folder ?? 'ingestion')] ?? sample;
    const command = commandOf(name, project);
    const judged = probe.judge(recordsOf(probe, command, project, trials), command, project);
    expect(withoutRuns(judged)).toEqual(verdict);
  });

  test('has evidence of known flaws, at its own place', () => {
    const flaws = [...probe.corroborates, probe.flaw];
    for (const { verdict } of cases) {
      if (verdict.outcome !== 'falsified') continue;
      expect(verdict.evidence.filter(({ flaw }) => flaw !== undefined && !flaws.includes(flaw))).toEqual([]);
      for (const { summary, at, stack } of verdict.evidence) {
        expect(summary).toMatch(/^[a-z\d`][^\n]*[^.]$/);
        expect(at).toEqual(stack?.at(-1));
      }
    }
  });

  test('was seen with every outcome', () => {
    const outcomes = new Set(cases.map(({ verdict }) => verdict.outcome));
    const expected = cases.length === 0 ? [] : ['falsified', 'holds', 'inconclusive'];
    expect(expected.filter((outcome) => !outcomes.has(outcome as Verdict['outcome']))).toEqual([]);
    const isPlanned = sample.commands().some((command) => 'trials' in probe.plan(command, sample));
    expect(cases.length > 0).toBe(isPlanned);
  });
});

test('every fixture of a probe belongs to a probe', () => {
  const ids = probes.map(({ id }) => id);
  expect(readdirSync(join(root, 'fixtures/probes')).filter((name) => !ids.includes(name))).toEqual([]);
  const halves = readdirSync(join(root, 'probes')).filter((name) => name.endsWith('.py'));
  expect(halves.filter((name) => !ids.includes(name.replace(/\.py$/, '')))).toEqual([]);
});

/** Which run showed something is no part of what is recorded. */
function withoutRuns(verdict: Verdict): unknown {
  if (verdict.outcome !== 'falsified') return verdict;
  return { ...verdict, evidence: verdict.evidence.map((one) => ({ ...one, run: undefined })) };
}

function commandOf(name: string, project: ProjectModel): Command {
  const command = project.commands().find((one) => one.name === name);
  if (command === undefined) throw new Error(`the sample project has no ${name}`);
  return command;
}

function recordsOf(
  probe: Probe,
  command: Command,
  project: ProjectModel,
  recorded: RecordedCase['trials'],
): Parameters<Probe['judge']>[0] {
  const plan = probe.plan(command, project);
  if (!('trials' in plan)) throw new Error('nothing is planned');
  expect(Object.keys(recorded).sort()).toEqual(Object.keys(plan.trials).sort());
  return Object.fromEntries(
    Object.entries(plan.trials).map(([name, { runs }]) => {
      const records = recorded[name] ?? [];
      expect(records).toHaveLength(runs.length);
      const record = (index: number): RunRecord => {
        const [plan, run] = [runs[index], records[index]];
        if (plan === undefined || run === undefined) throw new Error(`there is no run ${index}`);
        return { plan, ...run, observation: probe.observation.parse(run.observation) };
      };
      return [name, [record(0), ...runs.slice(1).map((_, index) => record(index + 1))]];
    }),
  );
}

function reasonOf(plan: Exclude<Plan<string>, { readonly trials: unknown }>): string {
  return 'inconclusive' in plan ? plan.inconclusive : plan.notApplicable;
}

/** What the Python halves make of a run in which nothing happened, and of one in which everything did once. */
function observations(): readonly Readonly<Record<string, unknown>>[] {
  const script = join(root, 'tests/probes-conformance/observe.py');
  const output = execFileSync('python3', [script, join(root, 'probes')], { encoding: 'utf8' });
  return JSON.parse(output) as readonly Readonly<Record<string, unknown>>[];
}
