import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { findConfigurationFile } from './find-configuration-file.ts';
import { loadConfiguration } from './load-configuration.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function found(root: string, folder = ''): Promise<string | undefined> {
  const file = await findConfigurationFile(join(root, folder));
  return file && relative(root, file);
}

test('of several files in one folder the documented order decides', async () => {
  const order = [
    ...['synclint.toml', 'synclint.yaml', 'synclint.yml', 'synclint.json'],
    ...['.synclintrc.toml', '.synclintrc.yaml', '.synclintrc.yml', '.synclintrc.json', 'pyproject.toml'],
  ];
  const root = temporaryFolder(Object.fromEntries(order.map((name) => [name, '[tool.synclint]'])));
  for (const name of order) {
    expect(await found(root)).toBe(name);
    rmSync(join(root, name));
  }
  expect(await found(root)).toBeUndefined();
});

test('the nearest file wins, as far up as the repository goes', async () => {
  const root = temporaryFolder({ 'synclint.toml': '#', 'repository/a/b/x.py': '', 'repository/a/synclint.yaml': '#' });
  mkdirSync(join(root, 'repository/.git'));
  expect(await found(root, 'repository/a/b')).toBe('repository/a/synclint.yaml');
  expect(await found(root, 'repository')).toBeUndefined();
});

test('outside a repository only the folder itself is looked at', async () => {
  const root = temporaryFolder({ 'synclint.toml': '#', 'project/manage.py': '' });
  expect(await found(root, 'project')).toBeUndefined();
});

test.each([
  ['[tool.synclint]', 'pyproject.toml'],
  ['[tool]\nsynclint = {select = []}', 'pyproject.toml'],
  ['[tool.synclint.flags]\nrequired = oops', 'pyproject.toml'],
  ['[tool.ruff]\n# not [tool.synclint]', undefined],
  ['[tool.synclinter]', undefined],
  ['[tool.ruff\n', undefined],
])('pyproject.toml counts only with a table of ours: %j', async (text, expected) => {
  expect(await found(temporaryFolder({ 'pyproject.toml': text }))).toBe(expected);
});

test('nothing that the project could execute is loaded', async () => {
  const script = 'require("fs").writeFileSync(__dirname + "/ran", "")';
  const names = ['.config/config.cjs', '.config/config.js', 'synclint.config.js', '.synclintrc.js', 'synclint.js'];
  const root = temporaryFolder(Object.fromEntries(names.map((name) => [name, script])));
  const before = process.cwd();
  process.chdir(root);
  try {
    const known = { ids: [], families: [] };
    await loadConfiguration({ root, cwd: root, configArguments: [], isolated: false, presets: [], known });
  } finally {
    process.chdir(before);
  }
  expect(existsSync(join(root, 'ran')) || existsSync(join(root, '.config/ran'))).toBe(false);
});

test.skipIf(process.platform === 'win32')('a pipe in the place of a file is refused, not waited for', async () => {
  const root = temporaryFolder();
  execFileSync('mkfifo', [join(root, 'synclint.toml')]);
  const known = { ids: [], families: [] };
  await expect(
    loadConfiguration({ root, cwd: root, configArguments: [], isolated: false, presets: [], known }),
  ).rejects.toThrow('synclint.toml: is not a regular file');
});
