import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, UsageError } from '../core/errors.ts';
import type { Configuration, ConfigurationRequest } from './configuration.ts';
import { loadConfiguration } from './load-configuration.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { presetPolicy, withPreset } from './with-preset.ts';

const known = { ids: ['missing-required-flag', 'custom-sync-field'], families: ['flags', 'state'] };

function load(
  files: Record<string, string | Buffer>,
  more: Partial<ConfigurationRequest> = {},
): Promise<Configuration> {
  const root = temporaryFolder(files);
  return loadConfiguration({ root, cwd: root, configArguments: [], isolated: false, presets: [], known, ...more });
}

async function errorOf(loading: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await loading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return error instanceof ConfigError ? error.message.split('\n') : [];
}

describe('without a file', () => {
  test('the defaults hold', async () => {
    const configuration = await load({});
    expect(configuration).toMatchObject({ file: null, presets: [], respectGitignore: true, ignore: [] });
    expect(configuration.select).toBeUndefined();
    expect(configuration.sourceRoots).toBeUndefined();
    expect(configuration.exclude).toContain('.venv');
    expect(configuration.policy.flags.required).toEqual([]);
    expect(configuration.origins.get('respect-gitignore')).toBe('default');
  });

  test('a preset of the command line is used', async () => {
    const configuration = await load({}, { presets: ['crm-sync'] });
    expect(configuration.presets).toEqual(['crm-sync']);
    expect(configuration.policy).toEqual(presetPolicy('crm-sync'));
    expect(configuration.origins.get('history.model')).toBe('preset crm-sync');
  });

  test('an unknown preset of the command line is a usage error', async () => {
    await expect(load({}, { presets: ['crm-snyc'] })).rejects.toThrow(UsageError);
  });
});

describe('a file', () => {
  test('has its values in the configuration, with their lines', async () => {
    const configuration = await load({
      'synclint.toml':
        'select = ["flags"]\n[rules.missing-required-flag]\nseverity = "off"\n[[per-file]]\nfiles = ["a"]\nignore = ["ALL"]\n',
    });
    expect(configuration.file).toBe('synclint.toml');
    expect(configuration.select).toEqual(['flags']);
    expect(configuration.severities).toEqual(new Map([['missing-required-flag', 'off']]));
    expect(configuration.perFile).toEqual([{ files: ['a'], ignore: ['ALL'] }]);
    expect(configuration.origins.get('rules.missing-required-flag.severity')).toBe('synclint.toml:3');
  });

  test('of comments only configures nothing', async () => {
    expect((await load({ 'synclint.yaml': '# nothing yet\n' })).file).toBe('synclint.yaml');
    expect((await load({ 'synclint.toml': '# nothing yet\n' })).file).toBe('synclint.toml');
  });

  test('may start with a byte order mark', async () => {
    expect((await load({ 'synclint.toml': '\ufeffselect = ["flags"]' })).select).toEqual(['flags']);
  });

  test('is not looked at when isolated', async () => {
    expect((await load({ 'synclint.toml': 'nonsense' }, { isolated: true })).file).toBeNull();
  });

  test('merges over a preset: own keys win, maps merge, lists replace', async () => {
    const { policy, presets } = await load({
      'synclint.toml':
        'extends = ["crm-sync"]\n[systems.arrivy]\nexpected-commands = 8\n[flags]\nrequired = ["--dry-run"]\n[systems.shopify]\ncommands = ["shopify_*", "sync_shopify"]\npackage = "./ingestion/sync/shopify/"\n',
    });
    expect(presets).toEqual(['crm-sync']);
    expect(policy.systems['arrivy']).toMatchObject({ commands: ['sync_arrivy_*'], expectedCommands: 8 });
    expect(policy.systems['shopify']).toEqual({
      commands: ['shopify_*', 'sync_shopify'],
      package: 'ingestion/sync/shopify',
      source: 'api',
    });
    expect(policy.flags).toMatchObject({ required: ['--dry-run'], orchestrator: ['--entities', '--parallel'] });
  });

  test('wins over a preset that is detected later', async () => {
    const detected = withPreset(await load({ 'synclint.toml': '[history]\nmodel = "warehouse.SyncRun"' }), 'crm-sync');
    expect(detected.policy.history).toMatchObject({
      model: 'warehouse.SyncRun',
      statuses: ['running', 'success', 'failed', 'partial'],
    });
    expect(detected.origins.get('history.model')).toBe('synclint.toml:2');
    expect(detected.presetSelect).toContain('flags');
  });
});

describe('what is wrong with a file', () => {
  test('is reported at once, in the order of the file', async () => {
    const lines = await errorOf(
      load({
        'synclint.toml': `selekt = ["flags"]
select = ["flagz", "zz*"]
[flags]
required = ["dry-run"]
requird = 1
[rules.missing-required-flags]
severity = "warn"
[systems.arrivy]
commands = 3
`,
      }),
    );
    expect(lines).toEqual([
      'synclint.toml:1:1: unknown key `selekt`; did you mean `select`?',
      'synclint.toml:2:11: select: unknown rule or family `flagz`; did you mean `flags`?',
      'synclint.toml:2:20: select: `zz*` matches no rule and no family',
      'synclint.toml:4:13: `flags.required[0]`: expected a flag such as `--dry-run`, found "dry-run"',
      'synclint.toml:5:1: unknown key `flags.requird`; did you mean `required`?',
      'synclint.toml:6:8: unknown rule `missing-required-flags`; did you mean `missing-required-flag`?',
      'synclint.toml:7:12: `rules.missing-required-flags.severity`: expected "error", "warning", "note", "off", found "warn"',
      'synclint.toml:9:12: `systems.arrivy.commands`: expected a glob or a list of globs, found the number 3',
    ]);
  });

  test('is a glob that nothing could match in time', async () => {
    const hostile = '**/*a*a*a*a*a*a*a*a*a*a*b';
    const few = 'there may be 4 at most';
    expect(
      await errorOf(
        load({
          'synclint.toml': `extend-select = ["${'*a'.repeat(12)}b"]
exclude = ["${hostile}"]
[[per-file]]
files = ["${hostile}"]
ignore = ["ALL"]
[commands]
scope = ["*/${hostile}"]
[layers]
order = ["record"]
paths = { record = ["${hostile}"] }
[state]
fields = ["${'*a'.repeat(12)}b"]
`,
        }),
      ),
    ).toEqual([
      `synclint.toml:1:18: extend-select: \`${'*a'.repeat(12)}b\` matches no rule and no family`,
      `synclint.toml:2:12: \`exclude[0]\`: too many wildcards in one part of a path: ${few}`,
      `synclint.toml:4:10: \`per-file[0].files[0]\`: too many wildcards in one part of a path: ${few}`,
      `synclint.toml:7:10: \`commands.scope[0]\`: too many wildcards in one part of a path: ${few}`,
      `synclint.toml:10:21: \`layers.paths.record[0]\`: too many wildcards in one part of a path: ${few}`,
    ]);
  }, 1_000);

  test('has its place in YAML, JSON and pyproject.toml too', async () => {
    expect(await errorOf(load({ 'synclint.yml': 'flags:\n  required: --full\n' }))).toEqual([
      'synclint.yml:2:13: `flags.required`: expected a list, found "--full"',
    ]);
    expect(await errorOf(load({ '.synclintrc.json': '{"flags":\n {"required": true}}' }))).toEqual([
      '.synclintrc.json:2:15: `flags.required`: expected a list, found true',
    ]);
    expect(await errorOf(load({ 'pyproject.toml': '[tool.ruff]\n[tool.synclint.flags]\nrequired = 1' }))).toEqual([
      'pyproject.toml:3:12: `flags.required`: expected a list, found the number 1',
    ]);
  });

  test('may only show once presets and files are merged', async () => {
    const text =
      'extends = ["crm-sync"]\n[systems.shop]\nsource = "api"\n[layers.paths]\nclients = []\n[layers.files]\n"a.py" = "enigne"';
    expect(await errorOf(load({ 'synclint.toml': text }))).toEqual([
      'synclint.toml:2:10: `systems.shop` needs `commands`: a glob over command names',
      'synclint.toml:5:1: unknown layer `clients`: `layers.order` does not name it; did you mean `client`?',
      'synclint.toml:7:10: unknown layer `enigne`: `layers.order` does not name it; did you mean `engine`?',
    ]);
  });

  test('may be that it is empty, no UTF-8, no file, or of the wrong type throughout', async () => {
    expect(await errorOf(load({ 'synclint.toml': ' \n' }))).toEqual(['synclint.toml:1:1: the file is empty']);
    expect(await errorOf(load({ 'synclint.toml': Buffer.from([0xff]) }))).toEqual(['synclint.toml:1:1: is not UTF-8']);
    expect(await errorOf(load({ 'synclint.yaml': '- a' }))).toEqual([
      'synclint.yaml:1:1: the configuration: expected a table, found a list',
    ]);
    const root = temporaryFolder();
    mkdirSync(join(root, 'synclint.toml'));
    expect(await errorOf(load({}, { root }))).toEqual(['synclint.toml: is a folder, not a configuration']);
  });

  test('may be a key that would reach into every object', async () => {
    expect(await errorOf(load({ 'synclint.json': '{"suite": {"__proto__": {"polluted": 1}}}' }))).toEqual([
      'synclint.json:1:12: unknown key `__proto__`',
    ]);
  });

  test('may be nesting without end', async () => {
    expect(await errorOf(load({ 'synclint.json': '['.repeat(200_000) }))).not.toEqual([]);
    expect(await errorOf(load({ 'synclint.toml': `a = ${'['.repeat(200_000)}` }))).not.toEqual([]);
    expect(await errorOf(load({ 'synclint.yaml': '['.repeat(50_000) }))).not.toEqual([]);
  });
});

describe('--config', () => {
  test('names a file, relative to the working directory', async () => {
    const root = temporaryFolder({ 'ci/lint.toml': 'select = ["flags"]', 'synclint.toml': 'select = ["state"]' });
    const configuration = await load({}, { root, cwd: join(root, 'ci'), configArguments: ['lint.toml'] });
    expect(configuration).toMatchObject({ file: 'ci/lint.toml', select: ['flags'] });
  });

  test('names a file that does not exist', async () => {
    expect(await errorOf(load({}, { configArguments: ['no.toml'] }))).toEqual([
      'no.toml: cannot be read (no such file)',
    ]);
  });

  test('takes one file, and none when isolated', async () => {
    await expect(load({}, { configArguments: ['a.toml', 'b.toml'] })).rejects.toThrow(UsageError);
    await expect(load({}, { configArguments: ['a.toml'], isolated: true })).rejects.toThrow(UsageError);
  });

  test('sets single keys, as TOML or else as text, and wins over the file', async () => {
    const configuration = await load(
      { 'synclint.toml': '[history]\nmodel = "a.B"\nstatuses = ["x"]' },
      {
        configArguments: [
          'history.model=c.D',
          'flags.required=["--full"]',
          'layers.order = ["x"]',
          'layers.files."a/b=c.py"="x"',
        ],
      },
    );
    expect(configuration.policy.history).toEqual({ model: 'c.D', statuses: ['x'], writers: [] });
    expect(configuration.policy.flags.required).toEqual(['--full']);
    expect(configuration.policy.layers.files).toEqual({ 'a/b=c.py': 'x' });
    expect(configuration.origins.get('history.model')).toBe('command line');
  });

  test('is validated, and named in the error', async () => {
    expect(await errorOf(load({}, { configArguments: ['flags.reqired=[]'] }))).toEqual([
      '--config flags.reqired=[]: unknown key `flags.reqired`; did you mean `required`?',
    ]);
    expect(await errorOf(load({}, { configArguments: ['extends=["nope"]'] }))).toEqual([
      '--config extends=["nope"]: unknown preset `nope`; there is `crm-sync`',
    ]);
  });

  test('can choose a preset, which the file still wins over', async () => {
    const configuration = await load(
      { 'synclint.toml': '[history]\nmodel = "a.B"' },
      { configArguments: ['extends=["crm-sync"]'] },
    );
    expect(configuration.presets).toEqual(['crm-sync']);
    expect(configuration.policy.history.model).toBe('a.B');
  });
});
