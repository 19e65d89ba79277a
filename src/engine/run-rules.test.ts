import { describe, expect, test } from 'vitest';
import { filePath } from '../core/location.ts';
import type { LoadedRule, Report } from '../core/rule.ts';
import { projectOf } from '../testing/in-memory.ts';
import { loadRules } from './load-rules.ts';
import { runProjectRules, runSuppressionRules } from './run-rules.ts';

const completion = { severityOf: () => undefined, scopeAt: () => '' };

function at(file: string, line: number): Report['at'] {
  return { file: filePath(file), region: { startLine: line, startColumn: 1, endLine: line, endColumn: 1 } };
}

function rule(id: string, check: () => Iterable<Report>): LoadedRule {
  const shared = { title: id, severity: 'error', confidence: 'certain', default: 'always', since: '0.1.0' } as const;
  return { family: 'boxes', rule: { id, scope: 'project', messages: { a: 'one', b: 'two' }, check, ...shared } };
}

describe('the rules', () => {
  test('have their findings sorted by place, rule and message', () => {
    const { findings } = runProjectRules(
      [
        rule('z-rule', () => [
          { messageId: 'a', at: at('b.py', 1) },
          { messageId: 'a', at: at('a.py', 2) },
        ]),
        rule('a-rule', () => [
          { messageId: 'b', at: at('a.py', 2) },
          { messageId: 'a', at: at('a.py', 2) },
        ]),
      ],
      projectOf({}),
      completion,
    );
    expect(findings.map(({ ruleId, messageId, at: { file } }) => `${file} ${ruleId} ${messageId}`)).toEqual([
      'a.py a-rule a',
      'a.py a-rule b',
      'a.py z-rule a',
      'b.py z-rule a',
    ]);
  });

  test('run on after one of them crashed, which is told, and keeps what it had found', () => {
    const crashing = rule('crashing-rule', function* () {
      yield { messageId: 'a', at: at('a.py', 1) };
      throw new Error('boom');
    });
    const fine = rule('fine-rule', () => [{ messageId: 'a', at: at('a.py', 1) }]);
    const { findings, notifications, crashed } = runProjectRules([crashing, fine], projectOf({}), completion);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['crashing-rule', 'fine-rule']);
    expect(crashed).toEqual(['crashing-rule']);
    expect(notifications).toMatchObject([{ level: 'error', kind: 'rule-crash' }]);
    expect(notifications[0]?.message).toContain('boom');
  });

  test('of projects do not look at suppressions, nor the other way round', () => {
    const only = [rule('some-rule', () => [{ messageId: 'a', at: at('a.py', 1) }])];
    expect(runSuppressionRules(only, [], completion).findings).toEqual([]);
  });

  test('are found by their folders, sorted by id', async () => {
    const rules = await loadRules();
    const ids = rules.map((loaded) => loaded.rule.id);
    expect(ids).toEqual(ids.toSorted());
    expect(rules.find((loaded) => loaded.rule.id === 'missing-required-flag')?.family).toBe('flags');
    expect(rules.every((loaded) => Object.keys(loaded.rule.messages).length > 0)).toBe(true);
  });
});
