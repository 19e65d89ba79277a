import { expect, test } from 'vitest';
import { parseToml } from './formats/toml.ts';
import { valueOf } from './formats/document.ts';
import { loadConfiguration } from './load-configuration.ts';
import { renderConfiguration } from './render-configuration.ts';
import { temporaryFolder } from './temporary-folder.ts';
import type { Configuration } from './configuration.ts';

function load(text: string): Promise<Configuration> {
  const root = temporaryFolder({ 'synclint.toml': text });
  const known = { ids: [], families: [] };
  return loadConfiguration({
    root,
    cwd: root,
    configArguments: ['history.model=a.B'],
    isolated: false,
    presets: [],
    known,
  });
}

test('every value is shown with its origin', async () => {
  const configuration = await load('extends = ["crm-sync"]\n[systems.arrivy]\nexpected-commands = 8\n');
  expect(renderConfiguration(configuration, 'systems.arrivy')).toBe(
    `systems.arrivy.package = "ingestion/sync/arrivy"  # preset crm-sync
systems.arrivy.tests = "ingestion/tests/crm_commands/test_arrivy.py"  # preset crm-sync
systems.arrivy.commands = "sync_arrivy_*"  # preset crm-sync
systems.arrivy.source = "api"  # preset crm-sync
systems.arrivy.expected-commands = 8  # synclint.toml:3
`,
  );
  expect(renderConfiguration(configuration, 'history.model')).toBe('history.model = "a.B"  # command line\n');
  expect(renderConfiguration(configuration, 'respect-gitignore')).toBe('respect-gitignore = true  # default\n');
});

test('what is shown is itself a configuration', async () => {
  const configuration = await load(
    'extends = ["crm-sync"]\n[[per-file]]\nfiles = ["a b/\\"c\\".py"]\nignore = []\n[layers.files]\n"x/y.py" = "model"\n',
  );
  expect(valueOf(parseToml(renderConfiguration(configuration)))).toEqual(configuration.settings);
});

test('a key that is not set is an error with a suggestion', async () => {
  const configuration = await load('# nothing\n');
  expect(() => renderConfiguration(configuration, 'histroy.model')).toThrow(
    '`histroy.model` is not set; did you mean `history.model`?',
  );
  expect(() => renderConfiguration(configuration, 'probe')).toThrow('`probe` is not set');
});
