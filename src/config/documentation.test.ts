import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfiguration } from './load-configuration.ts';
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

test.each(Object.keys(settingsSchema.shape).filter((key) => key !== 'rules'))('the page mentions `%s`', (key) => {
  expect(page).toMatch(new RegExp(`["\`[]${key.replace('$', '\\$')}[\\]".\`]`));
});
