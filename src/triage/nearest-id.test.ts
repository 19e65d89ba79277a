import { expect, test } from 'vitest';
import { nearestId } from './nearest-id.ts';

const ids = ['missing-required-flag', 'mistyped-flag', 'custom-sync-field', 'custom-sync-table'];

test.each([
  ['custom-sync-feild', 'custom-sync-field'],
  ['Custom_Sync_Table', 'custom-sync-table'],
  ['missing-flag', undefined],
  ['mistyped-flags', 'mistyped-flag'],
  ['state', undefined],
  ['', undefined],
])('%j was meant to be %j', (written, nearest) => {
  expect(nearestId(written, ids)).toBe(nearest);
});
