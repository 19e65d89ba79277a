import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint, ruleId, type Finding } from '../core/finding.ts';
import { filePath } from '../core/location.ts';
import { parseBaseline, renderBaseline } from './baseline-file.ts';
import { applyBaseline, baselineOf, countOf, prune, type Baseline, type Examined } from './baseline.ts';

const files = ['a.py', 'b.py', 'c.py'].map(filePath);

function findingOf(file: string, id: string, hash: string): Finding {
  return {
    ruleId: ruleId(id),
    messageId: 'found',
    message: 'something is wrong',
    data: {},
    severity: 'error',
    confidence: 'certain',
    at: { file: filePath(file), region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } },
    related: [],
    flow: [],
    fingerprint: fingerprint(`${id}-${hash}`),
  };
}

const someFindings = fc.array(
  fc.tuple(fc.constantFrom(...files), fc.constantFrom('rule-a', 'rule-b'), fc.constantFrom('1', '2')),
  { maxLength: 25 },
);
const toFindings = (all: readonly (readonly [string, string, string])[]) =>
  all.map(([file, id, hash]) => findingOf(file, id, hash));

const everything: Examined = {
  hasRun: () => true,
  exists: () => true,
  isInScope: () => true,
  wholeProject: true,
};
const active = (findings: readonly Finding[]) => findings.filter(({ suppression }) => suppression === undefined);

describe('a ratchet', () => {
  test('holds what it was made of, as a whole', () => {
    fc.assert(
      fc.property(someFindings, (found) => {
        const findings = toFindings(found);
        const { findings: told, expired } = applyBaseline(findings, baselineOf(findings), everything);
        expect(active(told)).toEqual([]);
        expect(expired).toEqual([]);
      }),
    );
  });

  test('reports what is beyond the count, and tells what is fixed', () => {
    fc.assert(
      fc.property(someFindings, someFindings, (earlier, later) => {
        const [before, after] = [toFindings(earlier), toFindings(later)];
        const { findings, expired } = applyBaseline(after, baselineOf(before), everything);
        for (const hash of new Set([...before, ...after].map((one) => one.fingerprint))) {
          const count = (all: readonly Finding[]) => all.filter((one) => one.fingerprint === hash).length;
          const fixed = countOf(expired.filter((one) => one.fingerprint === hash));
          expect(count(active(findings))).toBe(Math.max(0, count(after) - count(before)));
          expect(fixed).toBe(Math.max(0, count(before) - count(after)));
        }
      }),
    );
  });

  test('never grows: what was pruned reports the findings when they come back', () => {
    fc.assert(
      fc.property(someFindings, someFindings, (earlier, later) => {
        const [before, after] = [toFindings(earlier), toFindings(later)];
        const baseline = baselineOf(before);
        const { findings, expired } = applyBaseline(after, baseline, everything);
        const pruned = prune(baseline, expired);
        expect(countOf(pruned)).toBe(after.length - active(findings).length);
        const again = applyBaseline(after, pruned, everything);
        expect(active(again.findings).length).toBe(active(findings).length);
        expect(again.expired).toEqual([]);
        const returned = active(applyBaseline(before, pruned, everything).findings);
        expect(returned.length).toBe(before.length - countOf(pruned));
      }),
    );
  });
});

describe('of a part of the project', () => {
  const baseline = baselineOf([findingOf('a.py', 'rule-a', '1'), findingOf('b.py', 'rule-b', '1')]);
  const onlyC: Examined = { ...everything, isInScope: (file) => file === 'c.py', wholeProject: false };

  test('nothing is told to be fixed that was not looked at', () => {
    expect(applyBaseline([], baseline, onlyC).expired).toEqual([]);
    expect(applyBaseline([], baseline, { ...everything, hasRun: (id) => id === 'rule-a' }).expired).toHaveLength(1);
  });

  test('an entry of a file that was not looked at hides nothing elsewhere, that of a file that is gone does', () => {
    const equal = [findingOf('c.py', 'rule-a', '1')];
    expect(active(applyBaseline(equal, baseline, onlyC).findings)).toHaveLength(1);
    const renamed = { ...onlyC, exists: (file: string) => file !== 'a.py' };
    expect(active(applyBaseline(equal, baseline, renamed).findings)).toHaveLength(0);
  });

  test('a finding that a comment suppresses needs no entry', () => {
    const at = findingOf('a.py', 'rule-a', '1').at;
    const finding = {
      ...findingOf('a.py', 'rule-a', '1'),
      suppression: { kind: 'inline', reason: 'old', at },
    } as const;
    const { findings, expired } = applyBaseline([finding], baseline, everything);
    expect(findings[0]?.suppression?.kind).toBe('inline');
    expect(countOf(expired)).toBe(2);
    expect(baselineOf([finding])).toEqual([]);
  });
});

describe('the file', () => {
  test('is read as it was written, has one line an entry, and does not depend on the order of the findings', () => {
    fc.assert(
      fc.property(someFindings, (found) => {
        const baseline = baselineOf(toFindings(found));
        const text = renderBaseline(baseline);
        expect(parseBaseline(text)).toEqual({ baseline });
        expect(JSON.parse(text)).toMatchObject({ tool: 'synclint', kind: 'baseline', version: 1 });
        expect(renderBaseline(baselineOf(toFindings(found.toReversed())))).toBe(text);
        expect(text.split('\n').filter((line) => line.includes('fingerprint'))).toHaveLength(baseline.length);
      }),
    );
  });

  test('with an entry twice, as merges leave it, holds the larger count', () => {
    const one = baselineOf([findingOf('a.py', 'rule-a', '1')]);
    const twice: Baseline = [...one, ...one.map((entry) => ({ ...entry, count: 3 }))];
    const parsed = parseBaseline(renderBaseline(twice));
    expect('baseline' in parsed && parsed.baseline.map(({ count }) => count)).toEqual([3]);
  });

  test.each([
    ['', 'it is no JSON'],
    ['<<<<<<< HEAD\n{}', 'it has a merge conflict'],
    ['[]', 'it is no baseline of synclint'],
    ['{"version": 1, "results": {}}', 'it is no baseline of synclint'],
    ['{"tool": "synclint", "kind": "baseline", "version": 2}', 'it has version 2, and this synclint knows version 1'],
    [
      '{"tool": "synclint", "kind": "baseline", "version": 1, "findings": [{"file": 1}]}',
      '`findings.0.file` is not what it should be',
    ],
  ])('%j cannot be used: %s', (text, unusable) => {
    expect(parseBaseline(text)).toEqual({ unusable });
  });
});
