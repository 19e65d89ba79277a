import { expect, test } from 'vitest';
import { fingerprint, ruleId, type Finding } from '../../core/finding.ts';
import { filePath, startOfFile } from '../../core/location.ts';
import { FixAttempts } from './fix-attempts.ts';

function finding(print: string, file = 'a.py'): Finding {
  return {
    ruleId: ruleId('some-rule'),
    messageId: 'some',
    message: '',
    data: {},
    severity: 'error',
    confidence: 'certain',
    at: startOfFile(filePath(file)),
    related: [],
    flow: [],
    fingerprint: fingerprint(print),
  };
}

test('what was fixed is not fixed a second time, and is told where it is still there', () => {
  const attempts = new FixAttempts();
  const again = finding('x');
  expect(attempts.open([again])).toEqual([again]);
  attempts.applied([again]);
  expect(attempts.open([again])).toEqual([]);
  expect(attempts.inVain([again])).toEqual([again]);
  expect(attempts.inVain([])).toEqual([]);
});

test('as many equal findings of a file are fixed as there were', () => {
  const attempts = new FixAttempts();
  const twins = [finding('x'), finding('x')];
  expect(attempts.open(twins)).toEqual(twins);
  attempts.applied(twins.slice(0, 1));
  expect(attempts.inVain(twins.slice(1))).toEqual([]);
  expect(attempts.open(twins.slice(1))).toHaveLength(1);
  attempts.applied(twins.slice(1));
  expect(attempts.open(twins.slice(1))).toEqual([]);
  expect(attempts.open([finding('x', 'b.py')])).toHaveLength(1);
});

test('what was refused is not tried again, and is not told twice', () => {
  const attempts = new FixAttempts();
  attempts.open([finding('x')]);
  attempts.refused([finding('x')]);
  expect(attempts.open([finding('x')])).toEqual([]);
  expect(attempts.inVain([finding('x')])).toEqual([]);
});
