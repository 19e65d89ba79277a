import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint, ruleId, type Edit } from '../core/finding.ts';
import { indexLines, regionOf } from '../core/line-index.ts';
import { filePath, startOfFile } from '../core/location.ts';
import { applyFixes, type Fixable } from './apply-fixes.ts';

const file = filePath('ingestion/sync.py');

/** An edit by offsets. */
function edit(text: string, start: number, end: number, replacement: string, where = file): Edit {
  return { at: { file: where, region: regionOf({ start, end }, indexLines(text)) }, replacement };
}

function fixable(edits: readonly Edit[], rule = 'unused-suppression', message = ''): Fixable {
  return {
    ruleId: ruleId(rule),
    messageId: 'unused',
    message,
    data: {},
    severity: 'warning',
    confidence: 'certain',
    at: edits[0]?.at ?? startOfFile(file),
    related: [],
    flow: [],
    fingerprint: fingerprint(message),
    fix: { title: 'Change it', applicability: 'safe', edits },
  };
}

function apply(text: string, findings: readonly Fixable[]) {
  const { texts, applied } = applyFixes(findings, () => text);
  return { text: texts.get(file) ?? text, applied };
}

describe('fixes', () => {
  const text = 'one two three\n';

  test('are applied together where they do not touch', () => {
    const findings = [fixable([edit(text, 0, 3, '1')]), fixable([edit(text, 4, 7, '2')], 'other-rule')];
    expect(apply(text, findings).text).toBe('1 2 three\n');
  });

  test('of two rules that touch wait for each other', () => {
    const first = fixable([edit(text, 0, 4, '')]);
    const second = fixable([edit(text, 4, 7, '')], 'other-rule');
    expect(apply(text, [second, first])).toEqual({ text: 'two three\n', applied: [first] });
  });

  test('are applied as a whole or not at all, over several files', () => {
    const other = filePath('ingestion/base.py');
    const both = fixable([edit(text, 0, 3, '1'), edit(text, 0, 3, '1', other)], 'other-rule', 'b');
    const taken = fixable([edit(text, 0, 3, 'I', other)], 'a-rule');
    const { texts, applied } = applyFixes([both, taken], () => text);
    expect(applied).toEqual([taken]);
    expect([...texts]).toEqual([[other, 'I two three\n']]);
  });

  test('keep other rules away from what lies between their edits', () => {
    const around = fixable([edit(text, 0, 3, '1'), edit(text, 8, 13, '3')]);
    expect(apply(text, [around, fixable([edit(text, 4, 7, '2')], 'other-rule')]).applied).toEqual([around]);
  });

  test('of one rule insert at one place one after the other, in the order of their findings', () => {
    const findings = ['--quiet', '--force'].map((flag) => fixable([edit(text, 13, 13, ` ${flag}`)], 'flags', flag));
    expect(apply(text, findings)).toMatchObject({ text: 'one two three --force --quiet\n', applied: { length: 2 } });
  });

  test('of two rules do not insert at one place in one pass', () => {
    const findings = ['a-rule', 'b-rule'].map((rule) => fixable([edit(text, 13, 13, rule)], rule));
    expect(apply(text, findings)).toMatchObject({ text: 'one two threea-rule\n', applied: { length: 1 } });
  });

  test('share an edit that several of them have', () => {
    const head = edit(text, 13, 13, ' head');
    const findings = ['a', 'b'].map((name) => fixable([head, edit(text, 13, 13, ` ${name}`)], 'flags', name));
    expect(apply(text, findings)).toMatchObject({ text: 'one two three head a b\n', applied: { length: 2 } });
  });

  test('that speak of places which are not there are left out', () => {
    const region = { startLine: 3, startColumn: 1, endLine: 3, endColumn: 2 };
    const beyond = { startLine: 1, startColumn: 3, endLine: 1, endColumn: 90 };
    const findings = [region, beyond].map((one) => fixable([{ at: { file, region: one }, replacement: 'x' }]));
    expect(apply(text, findings)).toEqual({ text, applied: [] });
    expect(applyFixes([fixable([edit(text, 0, 3, '')])], () => undefined).applied).toEqual([]);
  });

  test('that overlap themselves are left out', () => {
    expect(apply(text, [fixable([edit(text, 0, 5, ''), edit(text, 3, 8, '')])]).applied).toEqual([]);
  });
});

describe('whatever the fixes are', () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'é', '𝕊', '👩‍🚀', '\t', ' ', '#') });
  const texts = fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { minLength: 1, maxLength: 6 })
    .map((lines) => lines.flat().join(''));
  const scenario = texts.chain((text) => {
    const offset = fc.nat({ max: text.length }).filter((at) => isBoundary(text, at));
    const span = fc.tuple(offset, offset).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    const one = fc
      .record({ span, replacement: fc.constantFrom('', 'x', '𝕊\r\n'), rule: fc.constantFrom('a-rule', 'b-rule') })
      .map(({ span: [start, end], replacement, rule }) => ({ start, end, replacement, rule }));
    return fc.record({ text: fc.constant(text), edits: fc.array(one, { maxLength: 6 }) });
  });
  const findingsOf = (
    text: string,
    edits: readonly { start: number; end: number; replacement: string; rule: string }[],
  ) => edits.map(({ start, end, replacement, rule }) => fixable([edit(text, start, end, replacement)], rule));

  test('the order in which they come makes no difference', () => {
    fc.assert(
      fc.property(scenario, ({ text, edits }) => {
        const findings = findingsOf(text, edits);
        expect(apply(text, findings.toReversed())).toEqual(apply(text, findings));
      }),
    );
  });

  test('what no edit covers stays, unit for unit', () => {
    fc.assert(
      fc.property(scenario, ({ text, edits }) => {
        const { text: result, applied } = apply(text, findingsOf(text, edits));
        const distinct = new Map(
          applied.flatMap(({ fix }) => fix.edits.map((one) => [JSON.stringify(one), one] as const)),
        );
        const kept = edits.filter(({ start, end, replacement }) => {
          return distinct.has(JSON.stringify(edit(text, start, end, replacement)));
        });
        const covered = Array.from({ length: text.length }, (_, at) =>
          kept.some(({ start, end }) => at >= start && at < end),
        );
        const added = [...distinct.values()].reduce((sum, { replacement }) => sum + replacement.length, 0);
        expect(result.length).toBe(covered.filter((is) => !is).length + added);
        const rest = text.split('').filter((_, at) => covered[at] !== true);
        expect(isSubsequence(rest, result)).toBe(true);
      }),
    );
  });

  test('the first of them is always applied, so that turns come to an end', () => {
    fc.assert(
      fc.property(scenario, ({ text, edits }) => {
        const findings = findingsOf(text, edits);
        expect(apply(text, findings).applied.length > 0).toBe(findings.length > 0);
      }),
    );
  });

  test('an edit that puts back what is there changes nothing', () => {
    fc.assert(
      fc.property(scenario, ({ text, edits }) => {
        const same = edits.map(({ start, end, rule }) => ({ start, end, rule, replacement: text.slice(start, end) }));
        expect(apply(text, findingsOf(text, same)).text).toBe(text);
      }),
    );
  });
});

/** Neither within a pair of surrogates nor within CRLF: no region of a finding starts there. */
function isBoundary(text: string, at: number): boolean {
  return !/^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(Math.max(0, at - 1), at + 1));
}

function isSubsequence(parts: readonly string[], text: string): boolean {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
