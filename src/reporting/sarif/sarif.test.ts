import { gunzipSync, gzipSync } from 'node:zlib';
import type { Log, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import { fingerprint, type Finding } from '../../core/finding.ts';
import type { CheckRun } from '../../core/run.ts';
import type { ReportContext } from '../reporter.ts';
import { at, cleanRun, exampleContext, exampleRun, missingFlag, modelFile, syncField } from '../testing/example-run.ts';
import { githubLimits, type Limits } from './limits.ts';
import { logBuilder } from './log.ts';
import { fittingText, reporter as sarif } from './sarif.ts';

function runOf(log: Log): Run {
  const [run, ...others] = log.runs;
  if (run === undefined || others.length > 0) throw new Error('one run expected');
  return run;
}

function parsed(run: CheckRun, context: Partial<ReportContext> = {}): Run {
  return runOf(JSON.parse(sarif(run, exampleContext(context))) as Log);
}

const resultsOf = (run: Run) => run.results ?? [];
const uriOf = (file: string, repositoryPrefix = '') => {
  const [result] = resultsOf(
    parsed(exampleRun({ findings: [{ ...missingFlag, at: at(file, 1, 1) }] }), { repositoryPrefix }),
  );
  return result?.locations?.[0]?.physicalLocation?.artifactLocation;
};

describe('rules', () => {
  test('are all listed, sorted, and results point at their own', () => {
    const run = parsed(exampleRun({ rules: [...exampleRun().rules].reverse() }));
    const rules = run.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(['custom-sync-field', 'missing-required-flag']);
    for (const result of resultsOf(run)) expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
    expect(rules[1]).toMatchObject({
      name: 'MissingRequiredFlag',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['django', 'flags'], precision: 'very-high', 'problem.severity': 'error' },
    });
  });

  test('have descriptions within the limit and help even where the page is missing or long', () => {
    const long = parsed(exampleRun(), { page: () => `# x\n\n${'word '.repeat(500)}` }).tool.driver.rules?.[0];
    expect(long?.fullDescription?.text).toMatch(/word…$/);
    expect(long?.fullDescription?.text.length).toBeLessThanOrEqual(1024);
    const missing = parsed(exampleRun(), { page: () => '' }).tool.driver.rules?.[0];
    expect(missing?.help).toEqual({ text: 'Field that tracks a sync.', markdown: 'Field that tracks a sync.' });
  });
});

describe('results', () => {
  test('carry both fingerprints, and none of a line that cannot be read', () => {
    const [result] = resultsOf(parsed(exampleRun()));
    expect(result?.partialFingerprints).toEqual({
      primaryLocationLineHash: '12524085465c51be:1',
      'synclint/v1': '0a1b2c3d4e5f6071',
    });
    const [gone] = resultsOf(parsed(exampleRun(), { source: () => undefined }));
    expect(gone?.partialFingerprints).toEqual({ 'synclint/v1': '0a1b2c3d4e5f6071' });
  });

  test('link their related locations', () => {
    const [result] = resultsOf(parsed(exampleRun()));
    expect(result?.message.text).toMatch(/See \[nearest base that could declare it\]\(1\)\.$/);
    expect(result?.relatedLocations?.[0]).toMatchObject({
      id: 1,
      message: { text: 'nearest base that could declare it' },
    });
  });

  test('hold flow and fixes inline', () => {
    const result = resultsOf(parsed(exampleRun()))[1];
    expect(result?.codeFlows?.[0]?.threadFlows[0]?.locations).toHaveLength(2);
    expect(result?.fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([
      { deletedRegion: { startLine: 2, startColumn: 1, endLine: 3, endColumn: 1 } },
    ]);
  });

  test('are grouped by file and sorted in a fix', () => {
    const edit = (file: string, line: number) => ({ at: at(file, line, 1), replacement: 'x' });
    const edits = [edit('b.py', 2), edit('a.py', 1), edit('b.py', 1)];
    const finding: Finding = { ...missingFlag, fix: { title: 'Fix', applicability: 'safe', edits } };
    const changes = resultsOf(parsed(exampleRun({ findings: [finding] })))[0]?.fixes?.[0]?.artifactChanges ?? [];
    const lines = changes.map(({ replacements }) => replacements.map(({ deletedRegion }) => deletedRegion.startLine));
    expect(changes.map(({ artifactLocation }) => artifactLocation.uri)).toEqual(['b.py', 'a.py']);
    expect(lines).toEqual([[1, 2], [1]]);
  });

  test('say how they are suppressed, all of them or none', () => {
    expect(resultsOf(parsed(exampleRun())).map(({ suppressions }) => suppressions)).toEqual([undefined, undefined]);
    expect(resultsOf(parsed(exampleRun(), { showSuppressed: true })).map(({ suppressions }) => suppressions)).toEqual([
      [],
      [{ kind: 'inSource', status: 'accepted', justification: 'the source has this column' }],
      [],
    ]);
  });
});

describe('locations', () => {
  test.each([
    ['ingestion/a.py', 'ingestion/a.py'],
    ['a b/c#d.py', 'a%20b/c%23d.py'],
    ['100%/é?.py', '100%25/%C3%A9%3F.py'],
    ['c:d/e:f.py', 'c%3Ad/e%3Af.py'],
    ['back\\slash.py', 'back%5Cslash.py'],
    ['lone\ud800.py', 'lone%EF%BF%BD.py'],
  ])('have %j as the URI %j', (file, uri) => {
    expect(uriOf(file)).toEqual({ uri, uriBaseId: '%SRCROOT%' });
  });

  test('are relative to the root of the repository', () => {
    expect(uriOf('a.py', 'back end/')?.uri).toBe('back%20end/a.py');
  });
});

describe('the run', () => {
  test('is written without findings too', () => {
    const run = parsed(cleanRun(), { exitCode: 0 });
    expect(run.results).toEqual([]);
    expect(run.automationDetails?.id).toBe('synclint/check/');
    expect(run.invocations).toEqual([{ executionSuccessful: true, exitCode: 0, toolExecutionNotifications: [] }]);
  });

  test('is unsuccessful when something could not be looked at, not when there are findings', () => {
    const success = (run: CheckRun, exitCode: number) =>
      parsed(run, { exitCode }).invocations?.[0]?.executionSuccessful;
    const crashed = exampleRun({ notifications: [{ level: 'error', kind: 'rule-crash', message: 'a rule crashed' }] });
    expect(success(exampleRun(), 1)).toBe(true);
    expect(success(exampleRun(), 2)).toBe(false);
    expect(success(crashed, 0)).toBe(false);
  });

  test('has notifications that point at their descriptors', () => {
    const { invocations, tool } = parsed(exampleRun());
    const [notification] = invocations?.[0]?.toolExecutionNotifications ?? [];
    expect(notification).toMatchObject({ descriptor: { id: 'degraded-parse', index: 0 }, level: 'warning' });
    expect(notification?.locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 3 });
    expect(tool.driver.notifications?.[0]).toMatchObject({ id: 'degraded-parse' });
  });

  test('has no time stamp', () => {
    expect(sarif(exampleRun(), exampleContext({ durationMs: 12 }))).not.toMatch(/"(\w*timeutc|\w*guid|duration\w*)"/i);
  });
});

describe('limits', () => {
  const many = (count: number): Finding[] =>
    Array.from({ length: count }, (_, index) => ({
      ...(index === count - 1 ? missingFlag : syncField),
      fingerprint: fingerprint(`${(index * 7919).toString(36)}-${(index * index).toString(36)}`),
      flow: [],
    }));
  const cut = (findings: readonly Finding[], limits: Partial<Limits>, kept?: number) => {
    const builder = logBuilder(exampleRun({ findings, notifications: [] }), exampleContext(), {
      ...githubLimits,
      ...limits,
    });
    return runOf(builder.log(kept ?? builder.total));
  };
  const notices = (run: Run) =>
    (run.invocations?.[0]?.toolExecutionNotifications ?? []).map(({ message }) => message.text);

  test('keep the gravest results and say what was cut', () => {
    const run = cut(many(12), { results: 10, shownResults: 5 });
    expect(resultsOf(run)).toHaveLength(10);
    expect(resultsOf(run)[0]?.level).toBe('error');
    expect(notices(run)).toEqual([
      '2 of 12 findings, the mildest, are left out of this log.',
      'GitHub shows the first 5 of the 10 findings in this log, the gravest.',
    ]);
    expect(run.tool.driver.notifications?.map(({ id }) => id)).toEqual(['truncated-output']);
  });

  test('keep the first places and the last step of a result', () => {
    const places = Array.from({ length: 9 }, (_, index) => ({ ...at(modelFile, index + 1, 1), message: `${index}` }));
    const run = cut([{ ...missingFlag, related: places, flow: places }], { locations: 5, flowSteps: 3 });
    const [result] = resultsOf(run);
    const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
    expect(result?.relatedLocations).toHaveLength(4);
    expect(steps.map(({ location }) => location?.message?.text)).toEqual(['0', '1', '8']);
    expect(notices(run)).toEqual(['related locations or flow steps of 1 findings are left out of this log.']);
  });

  test('leave a run alone that keeps within them', () => {
    expect(notices(cut(many(5), {}))).toEqual([]);
  });

  test('cut a log that is too large when compressed', () => {
    const limits = { ...githubLimits, gzippedBytes: 6_000 };
    const builder = logBuilder(exampleRun({ findings: many(2_000), notifications: [] }), exampleContext(), limits);
    const text = fittingText(builder, limits);
    expect(gzipSync(text).length).toBeLessThanOrEqual(limits.gzippedBytes);
    expect(gunzipSync(gzipSync(text)).toString()).toBe(text);
    const log = JSON.parse(text) as Log;
    const kept = resultsOf(runOf(log)).length;
    expect(kept).toBeGreaterThan(20);
    expect(notices(runOf(log))[0]).toBe(`${2_000 - kept} of 2000 findings, the mildest, are left out of this log.`);
  });

  test('write a log without results where nothing fits', () => {
    const limits = { ...githubLimits, gzippedBytes: 10 };
    const log = JSON.parse(fittingText(logBuilder(exampleRun(), exampleContext(), limits), limits)) as Log;
    expect(runOf(log).results).toEqual([]);
  });
});
