import { expect, test } from 'vitest';
import { expiryOf } from './expiry.ts';

test.each([
  [undefined, 'none'],
  ['2026-05-02', 'valid'],
  ['2026-05-01', 'valid'],
  ['2026-04-30', 'expired'],
  ['2024-02-29', 'expired'],
  ['2026-02-29', 'malformed'],
  ['2026-13-01', 'malformed'],
  ['2026-5-1', 'malformed'],
  ['tomorrow', 'malformed'],
  ['', 'malformed'],
])('on the first of May 2026 a suppression until %j is %s', (until, state) => {
  expect(expiryOf(until, '2026-05-01').state).toBe(state);
});
