import { expect, test } from 'vitest';
import { ConfigError } from '../core/errors.ts';
import type { Configuration } from './configuration.ts';
import { loadConfiguration } from './load-configuration.ts';
import { temporaryFolder } from './temporary-folder.ts';

function load(files: Record<string, string>): Promise<Configuration> {
  const root = temporaryFolder(files);
  const known = { ids: [], families: [] };
  return loadConfiguration({ root, cwd: root, configArguments: [], isolated: false, presets: [], known });
}

test('files are found relative to the file that names them, later ones win, own keys win most', async () => {
  const { policy, origins } = await load({
    'synclint.toml': 'extends = ["shared/a.yaml", "shared/b.json"]\n[history]\nmodel = "own.Model"',
    'shared/a.yaml': 'extends: [deeper/base.toml]\nhistory: {model: a.Model, statuses: [a]}\nstate: {fields: [a]}',
    'shared/b.json': '{"history": {"statuses": ["b"]}}',
    'shared/deeper/base.toml': 'state.fields = ["base"]\nstate.tables = ["base"]',
  });
  expect(policy.history).toEqual({ model: 'own.Model', statuses: ['b'], writers: [] });
  expect(policy.state).toMatchObject({ fields: ['a'], tables: ['base'] });
  expect(origins.get('state.tables')).toBe('shared/deeper/base.toml:2');
});

test('the same file may be reached twice', async () => {
  const files = { 'a.toml': 'extends = ["c.toml"]', 'b.toml': 'extends = ["c.toml"]', 'c.toml': 'history.model = "M"' };
  const { policy } = await load({ ...files, 'synclint.toml': 'extends = ["a.toml", "b.toml"]' });
  expect(policy.history.model).toBe('M');
});

test('a circle is an error at the entry that closes it', async () => {
  const loading = load({ 'synclint.toml': 'extends = ["a.toml"]', 'a.toml': '\nextends = ["./synclint.toml"]' });
  await expect(loading).rejects.toThrow(
    new ConfigError('a.toml:2:12: `extends` goes in a circle: synclint.toml → a.toml → synclint.toml'),
  );
});

test('a missing file, an unknown preset and an unknown format are errors', async () => {
  await expect(load({ 'synclint.toml': 'extends = ["a.toml"]' })).rejects.toThrow(
    'synclint.toml:1:12: `extends` names `a.toml`, which does not exist',
  );
  await expect(load({ 'synclint.toml': 'extends = ["crm-snyc"]' })).rejects.toThrow(
    'synclint.toml:1:12: unknown preset `crm-snyc`; did you mean `crm-sync`?',
  );
  await expect(load({ 'synclint.toml': 'extends = ["./run.js"]', 'run.js': 'throw 1' })).rejects.toThrow(
    'run.js:1:1: unknown format; use one of .toml, .yaml, .yml, .json',
  );
});
