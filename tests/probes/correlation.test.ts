import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examine, type Pair } from '../../scripts/twins/examine.ts';
import type { Corroboration } from '../../src/core/verdict.ts';
import { check } from '../../src/pipeline/check.ts';
import { loadProbes } from '../../src/probing/load-probes.ts';
import { pythonWith } from '../../src/probing/testing/pythons.ts';
import { fixtureRequest } from '../../src/testing/fixture.ts';

/**
 * What running commands makes of findings. Each command of the project has one finding of a rule and is called after what it
 * is: true, suspicious but safe (`house_rules` changes it where no rule can see it), or on a line that no run comes to. A comment
 * says so at its line.
 */
const folder = join(import.meta.dirname, '../../fixtures/correlation/warehouse');
const probes = await loadProbes();

interface Case {
  readonly command: string;
  readonly rule: string;
  readonly line: number;
  readonly state: string;
}

const checked = await check(fixtureRequest(folder, []));
const cases = checked.project.commands().flatMap(({ name, file }) => casesIn(name, file));
const pairs = cases.flatMap(({ command, rule }): readonly Pair[] =>
  probes.filter(({ corroborates }) => corroborates.includes(rule)).map((probe) => ({ command, probe: probe.id })),
);
const run = await examine(folder, pairs, { python: pythonWith('django52'), deadline: 8 });

test('ten findings or more are true, ten are safe, ten are out of reach', () => {
  for (const state of ['confirmed', 'refuted', 'not-exercised']) {
    expect(cases.filter((one) => one.state === state).length).toBeGreaterThanOrEqual(10);
  }
});

test.each(cases)('$command: $rule is $state', ({ command, rule, line, state }) => {
  const module = `shop.management.commands.${command}`;
  const found = run.findings.filter(({ subject, ruleId }) => subject === module && ruleId === rule);
  const states = found.map(({ at, corroboration }) => [at.region.startLine, corroboration?.state]);
  expect(states, found.map(({ corroboration }) => textOf(corroboration)).join('\n')).toEqual([[line, state]]);
  // No rule says so without a run.
  const before = checked.run.findings.filter(({ subject, ruleId }) => subject === module && ruleId === rule);
  expect(before.map(({ at }) => at.region.startLine)).toEqual([line]);
});

test('a line that no run came to is named, and a flag that no probe types', () => {
  const missed = run.findings.flatMap(({ ruleId, corroboration }) =>
    corroboration?.state === 'not-exercised' ? [{ ruleId, reason: corroboration.reason }] : [],
  );
  for (const { ruleId, reason } of missed) {
    if (ruleId === 'unread-flag') expect(reason).toBe('no probe executes this');
    else expect(reason).toMatch(/^the line shop\/\S+\.py:\d+ was not reached/);
  }
});

test('every finding is a case', () => {
  const known = new Set(probes.flatMap(({ corroborates }) => corroborates));
  const places = checked.run.findings.flatMap(({ ruleId, subject, at }) =>
    known.has(ruleId) ? [`${String(subject).split('.').at(-1)}:${at.region.startLine} ${ruleId}`] : [],
  );
  expect(places.sort()).toEqual(cases.map(({ command, line, rule }) => `${command}:${line} ${rule}`).sort());
});

function casesIn(command: string, file: string): readonly Case[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    const [, rule, state] = /# expect: ([a-z-]+) ([a-z-]+)$/.exec(text) ?? [];
    return rule === undefined || state === undefined ? [] : [{ command, rule, state, line: index + 1 }];
  });
}

function textOf(corroboration: Corroboration | undefined): string {
  return corroboration === undefined ? 'no verdict' : `${corroboration.probe}: ${corroboration.reason}`;
}
