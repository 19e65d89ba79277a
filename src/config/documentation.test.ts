import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfiguration } from './load-configuration.ts';
import { probeSchema } from './probe-schemas.ts';
import { settingsSchema } from './settings-schema.ts';
import { temporaryFolder } from './temporary-folder.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');

test('the example of the page is a valid configuration', async () => {
  const example = /```toml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const root = temporaryFolder({ 'synclint.toml': example });
  const known = { ids: ['deprecated-flag'], families: ['flags'] };
  const request = { root, cwd: root, configArguments: [], isolated: false, presets: [], known };
  expect((await loadConfiguration(request)).policy.systems['shopify']?.commands).toEqual(['sync_shopify_*']);
});

test('the example of probes is a valid configuration, and has seams and reasons as they are meant', async () => {
  const example = /```toml\n(\[probe\]\n[\s\S]*?)```/.exec(page)?.[1] ?? '';
  const root = temporaryFolder({ 'synclint.toml': example });
  const known = { ids: [], families: [] };
  const request = { root, cwd: root, configArguments: [], isolated: false, presets: [], known };
  const { probe } = (await loadConfiguration(request)).settings;
  expect(Object.keys(probe?.seams ?? {})).toEqual(['ingestion.sync.ledger.client.LedgerClient.fetch_rows']);
  expect(probe?.bypass).toMatchObject({ 'rebuild_*': expect.any(String) as string, sync_five9_contacts: {} });
});

test('the page has a row for each key of `[probe]`, and no other', () => {
  const [, section = ''] = /### `\[probe\]`\n([\s\S]*?)\n### /.exec(page) ?? [];
  const rows = [...section.matchAll(/^\| `([a-z-]+)` \| /gm)].map(([, key = '']) => key);
  expect(rows.sort()).toEqual(Object.keys(probeSchema.shape).sort());
});

test.each(Object.keys(settingsSchema.shape).filter((key) => key !== 'rules'))('the page mentions `%s`', (key) => {
  expect(page).toMatch(new RegExp(`["\`[]${key.replace('$', '\\$')}[\\]".\`]`));
});
