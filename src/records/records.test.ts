import { describe, expect, test } from 'vitest';
import type { HistoryEntry, ProbeSelection } from '../core/run-history.ts';
import type { ProbeRun } from '../core/probe-run.ts';
import type { Outcome } from '../core/verdict.ts';
import { historyEntry, isSameSelection } from './history-entry.ts';
import { appendHistory, previousRun, readHistory } from './history-lines.ts';
import { readStored } from './read-stored.ts';
import { withTrends } from './with-trends.ts';
import { runWith } from './testing/run-with.ts';

const everything: ProbeSelection = { names: [], only: [], skip: [] };

function entryOf(run: ProbeRun, selection = everything): HistoryEntry {
  return historyEntry(run, { at: '2026-11-30T20:00:00.000Z', tool: '0.1.0', selection });
}

describe('trends', () => {
  const trend = (before: Outcome, now: Outcome) =>
    withTrends(runWith({ sync_a: [['loads', now]] }), entryOf(runWith({ sync_a: [['loads', before]] }))).commands[0]
      ?.verdicts[0]?.trend;

  test.each([
    ['holds', 'holds', 'still-passing'],
    ['holds', 'falsified', 'regressed'],
    ['falsified', 'holds', 'fixed'],
    ['falsified', 'falsified', 'still-failing'],
    ['inconclusive', 'falsified', undefined],
    ['falsified', 'inconclusive', undefined],
    ['not-applicable', 'holds', undefined],
    ['holds', 'bypassed', undefined],
  ] as const)('from %s to %s is %s', (before, now, expected) => {
    expect(trend(before, now)).toBe(expected);
  });

  test('are told by names, whatever else was probed', () => {
    const inherited: string = 'constructor';
    const before = entryOf(
      runWith({
        sync_a: [
          ['loads', 'holds'],
          ['writes', 'falsified'],
        ],
        sync_b: [['loads', 'holds']],
      }),
    );
    const now = withTrends(
      runWith({
        sync_b: [
          ['writes', 'holds'],
          ['loads', 'falsified'],
        ],
        [inherited]: [['loads', 'holds']],
      }),
      before,
    );
    expect(now.commands.map(({ verdicts }) => verdicts.map((one) => one.trend))).toEqual([
      [undefined, 'regressed'],
      [undefined],
    ]);
  });

  test('there are none without an earlier run', () => {
    const run = runWith({ sync_a: [['loads', 'holds']] });
    expect(withTrends(run, undefined)).toBe(run);
  });
});

describe('the history', () => {
  const run = runWith({ sync_a: [['loads', 'holds']] });

  test('gives back what was added', () => {
    const entry = entryOf(run);
    expect(readHistory(appendHistory('', entry))).toEqual([entry]);
  });

  test('forgets the oldest beyond the limits', () => {
    let text = '';
    for (let index = 0; index < 7; index += 1) {
      text = appendHistory(text, { ...entryOf(run), run: String(index) }, { lines: 5, characters: 10_000 });
    }
    expect(readHistory(text).map((entry) => entry.run)).toEqual(['2', '3', '4', '5', '6']);
    const short = appendHistory(text, { ...entryOf(run), run: '7' }, { lines: 5, characters: text.length / 2 });
    expect(readHistory(short).map((entry) => entry.run)).toEqual(['6', '7']);
  });

  test('keeps lines that it does not understand, and reads over them', () => {
    const text = appendHistory('{"version":2}\nno json\n\n', entryOf(run));
    expect(text.split('\n')).toHaveLength(4);
    expect(readHistory(text)).toHaveLength(1);
  });

  test('takes a run since a revision for no run of everything', () => {
    const entry = entryOf(run, { ...everything, since: 'main' });
    expect(previousRun([entry], everything)).toBeUndefined();
    expect(previousRun(readHistory(appendHistory('', entry)), { ...everything, since: 'main' })).toEqual(entry);
  });

  test('knows the previous run of the same selection, in whatever order it was asked for', () => {
    const named = { ...everything, names: ['b', 'a', 'a'] };
    const entries = [{ ...entryOf(run, named), run: 'named' }, entryOf(run)];
    expect(previousRun(entries, { ...everything, names: ['a', 'b'] })?.run).toBe('named');
    expect(previousRun(entries, { ...everything, only: ['a', 'b'] })).toBeUndefined();
    expect(isSameSelection(everything, { ...everything, skip: ['x'] })).toBe(false);
  });
});

describe('a stored run', () => {
  const problem = (value: unknown): string => {
    const stored = readStored(typeof value === 'string' ? value : JSON.stringify(value));
    return stored.kind === 'unusable' ? stored.problem : stored.kind;
  };
  const check = {
    version: 1,
    tool: { name: 'synclint', version: '0.1.0' },
    root: '.',
    findings: [],
    notifications: [],
    stats: {
      ...{ files: 0, scanned: 0, parsed: 0, commands: 0, durationMs: null },
      resolution: { options: { resolved: 0, open: 0 }, calls: { resolved: 0, open: 0 } },
    },
  };

  test('is told from what it holds', () => {
    expect(problem(check)).toBe('check');
    expect(problem(`\uFEFF${JSON.stringify({ ...check, later: true })}`)).toBe('check');
  });

  test.each([
    ['{"version":1', /^no JSON: /],
    ['[]', /^no JSON object$/],
    [{ runs: [] }, /^SARIF; /],
    [{}, /`version` is missing$/],
    [{ ...check, version: 2 }, /another version/],
    [{ ...check, findings: [{ rule: 7 }] }, /^`findings\[0\]\.rule`: expected string$/],
    [{ ...check, tool: { name: 'ruff', version: '1' } }, /^`tool\.name`: expected "synclint"$/],
    [{ ...check, commands: [] }, /^`run`: expected object$/],
  ])('that is none is refused: %j', (value, expected) => {
    expect(problem(value)).toMatch(expected);
  });
});
