import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import { guessLayers } from '../../src/starting/guess-layers.ts';
import { guessSystems } from '../../src/starting/guess-systems.ts';
import { startingConfiguration } from '../../src/starting/starting-configuration.ts';
import { compileIfStale } from './compiled.ts';
import { synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();

beforeAll(compileIfStale, 120_000);

afterAll(() => {
  workshop.clear();
});

describe('init', { timeout: 60_000 }, () => {
  test('finds the nine systems of the sample project, its history and its preset', async () => {
    const project = workshop.sample('ingestion');
    rmSync(join(project, 'synclint.toml'));
    const { exitCode, stdout, stderr } = await synclint(['init'], { cwd: project });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(
      'systems: arrivy, callrail, five9, genius, gsheet, hubspot, leadconduit, salespro, salesrabbit\n',
    );
    expect(stdout).toContain('preset: crm-sync\nsystems');
    const shown = await synclint(['config', '--show', 'systems.five9'], { cwd: project });
    expect(shown.stdout).toContain('systems.five9.package = "ingestion/sync/five9"  # synclint.toml:');
    const history = await synclint(['config', '--show', 'history.model'], { cwd: project });
    expect(history.stdout).toContain('"ingestion.models.common.SyncHistory"  # synclint.toml:');
  });

  test('writes what `check` takes, in a project that no preset fits', async () => {
    const project = workshop.folder({ 'manage.py': '', 'shop/__init__.py': '' });
    for (const folder of ['management/commands', 'clients', 'models']) {
      mkdirSync(join(project, 'shop', folder), { recursive: true });
      writeFileSync(join(project, 'shop', folder, 'sync_shopify_orders.py'), '');
    }
    expect((await synclint(['init'], { cwd: project })).stdout).toContain('layers: command, client, model\n');
    expect(await synclint(['check'], { cwd: project })).toMatchObject({ stderr: '', exitCode: 0 });
  });

  test('never writes over a configuration unasked', async () => {
    const project = workshop.folder({ 'manage.py': '', 'synclint.toml': 'ignore = ["flags"]\n' });
    const refused = await synclint(['init'], { cwd: project });
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^error: `.*synclint\.toml` is there already\nhelp: `--force` writes over it\n$/);
    expect(readFileSync(join(project, 'synclint.toml'), 'utf8')).toBe('ignore = ["flags"]\n');
    expect((await synclint(['init', '--force'], { cwd: project })).exitCode).toBe(0);
    expect(readFileSync(join(project, 'synclint.toml'), 'utf8')).toContain('synclint init');
  });

  test('makes no second configuration beside one of another name, not even by force', async () => {
    const project = workshop.folder({ 'manage.py': '', 'pyproject.toml': '[tool.synclint]\nignore = ["flags"]\n' });
    expect((await synclint(['init', '--force'], { cwd: project })).stderr).toContain('only one is read');
    expect(existsSync(join(project, 'synclint.toml'))).toBe(false);
  });
});

test('whatever is written can be loaded, and says what was seen', async () => {
  const folder = workshop.folder();
  const part = fc.oneof(
    fc.constantFrom('clients', 'engines', 'models', 'ab', 'x"y', "'", '\\', '\u007f', '#'),
    fc.string({ unit: 'binary' }),
  );
  const files = fc.array(fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/')));
  const command = fc
    .tuple(fc.constantFrom('sync', 'db', 'report'), fc.constantFrom('ab', 'cd', 'x-y', '9'))
    .map(([verb, name]) => `${verb}_${name}_things`);
  const text = fc.string({ unit: 'binary' });
  await fc.assert(
    fc.asyncProperty(fc.array(command), files, fc.option(text, { nil: '' }), async (commands, paths, settings) => {
      const systems = guessSystems(commands, paths);
      const layers = guessLayers(paths);
      const seen = { systems, histories: ['a.models.SyncLog'], layers, settings };
      writeFileSync(join(folder, 'synclint.toml'), startingConfiguration(seen));
      const known = { ids: [], families: ['history', 'layers'] };
      const options = { root: folder, cwd: folder, configArguments: [], isolated: false, presets: [], known };
      const { policy } = await loadConfiguration(options);
      expect(Object.keys(policy.systems)).toEqual(systems.map(({ name }) => name));
      expect(policy.layers.order).toEqual(layers.map(({ name }) => name));
      expect(policy.history.model).toBe('a.models.SyncLog');
    }),
  );
});
