import { expect, test } from 'vitest';
import { filePath, startOfFile } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import { complete } from './complete.ts';

const rule: Rule = {
  id: 'upward-import',
  title: 'Import of an upper layer',
  scope: 'project',
  severity: 'error',
  confidence: 'certain',
  default: 'always',
  since: '0.1.0',
  messages: { found: '`{module}` imports `{target}`' },
  *check() {
    // Nothing: reports are handed in.
  },
};

const fingerprintIn = (file: string, module: string, target = 'shop.views', scope = '') =>
  complete(
    rule,
    { messageId: 'found', data: { module, target }, at: startOfFile(filePath(file)) },
    { severityOf: () => undefined, scopeAt: () => scope },
  ).fingerprint;

test('the name of a module itself, wherever imports start, does not count: a renamed file keeps its findings', () => {
  const before = fingerprintIn('apps/shop/sync/orders.py', 'shop.sync.orders');
  expect(fingerprintIn('apps/shop/sync/jobs.py', 'shop.sync.jobs')).toBe(before);
  expect(fingerprintIn('apps/shop/jobs/__init__.py', 'shop.jobs')).toBe(before);
  const inner = fingerprintIn('apps/shop/sync/orders.py', 'shop.sync.orders.Engine');
  expect(fingerprintIn('apps/shop/sync/jobs.py', 'shop.sync.jobs.Engine')).toBe(inner);
  expect(inner).not.toBe(before);
});

test('scopes, other modules and single words, which may be commands, do count', () => {
  const one = fingerprintIn('shop/sync/orders.py', 'orders');
  expect(fingerprintIn('shop/sync/jobs.py', 'jobs')).not.toBe(one);
  expect(fingerprintIn('shop/sync/orders.py', 'orders', 'shop.urls')).not.toBe(one);
  expect(fingerprintIn('shop/sync/orders.py', 'orders', 'shop.views', 'Command')).not.toBe(one);
});
