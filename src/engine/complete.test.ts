import { describe, expect, test } from 'vitest';
import { filePath, symbolId } from '../core/location.ts';
import type { Report, Rule } from '../core/rule.ts';
import { complete } from './complete.ts';

const rule: Rule = {
  id: 'dented-box',
  title: 'Dented box',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'always',
  since: '0.1.0',
  messages: { dented: '`{box}` has {count} dents', scratched: { text: 'a scratch', severity: 'note' } },
  check: () => [],
};

const region = { startLine: 3, startColumn: 1, endLine: 3, endColumn: 5 };
const report: Report = {
  messageId: 'dented',
  data: { box: 'red', count: '2' },
  at: { file: filePath('a.py'), region },
};

const completion = { severityOf: () => undefined, scopeAt: () => 'Box.close' };

describe('a finding', () => {
  test('has the message of its template, filled in', () => {
    expect(complete(rule, report, completion)).toMatchObject({
      message: '`red` has 2 dents',
      ruleId: 'dented-box',
      severity: 'error',
      confidence: 'certain',
      related: [],
      flow: [],
    });
  });

  test('leaves out what the report does not say', () => {
    expect(Object.keys(complete(rule, report, completion))).not.toContain('subject');
    const subject = symbolId('shop.box');
    expect(complete(rule, { ...report, subject }, completion).subject).toBe(subject);
  });

  test('has the severity of the configuration, else of the message, else of the rule', () => {
    const scratch: Report = { messageId: 'scratched', at: report.at };
    expect(complete(rule, scratch, completion).severity).toBe('note');
    expect(complete(rule, scratch, { ...completion, severityOf: () => 'warning' }).severity).toBe('warning');
  });

  test('cannot be made of a message that the rule does not have, or of data that is missing', () => {
    expect(() => complete(rule, { ...report, messageId: 'bent' }, completion)).toThrow(
      '`dented-box` has no message `bent`',
    );
    expect(() => complete(rule, { ...report, data: { box: 'red' } }, completion)).toThrow('{count}');
  });

  test('does not read what was filled in as a template', () => {
    const tricky = { ...report, data: { box: '{count}', count: '$&' } };
    expect(complete(rule, tricky, completion).message).toBe('`{count}` has $& dents');
  });
});

describe('a fingerprint', () => {
  const of = (change: Partial<Report>, scope = 'Box.close'): string =>
    complete(rule, { ...report, ...change }, { ...completion, scopeAt: () => scope }).fingerprint;

  test('does not depend on the place, the file or the order of the data', () => {
    const moved = { file: filePath('b.py'), region: { ...region, startLine: 99, endLine: 99 } };
    expect(of({ at: moved })).toBe(of({}));
    expect(of({ data: { count: '2', box: 'red' } })).toBe(of({}));
    expect(of({ related: [{ ...moved, message: 'here' }] })).toBe(of({}));
  });

  test('depends on the message, the data and what is around it', () => {
    const all = [
      of({}),
      of({ data: { box: 'red', count: '3' } }),
      of({}, ''),
      of({ messageId: 'scratched', data: {} }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
