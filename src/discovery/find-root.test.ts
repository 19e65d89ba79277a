import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../config/temporary-folder.ts';
import { UsageError } from '../core/errors.ts';
import { findRoot } from './find-root.ts';

test.each([
  ['manage.py', ''],
  ['synclint.toml', '# ours'],
  ['.synclintrc.json', '{}'],
  ['pyproject.toml', '[tool.synclint]'],
  ['.git', 'gitdir: elsewhere'],
])('the nearest folder with %s is the root', async (marker, content) => {
  const folder = temporaryFolder({ 'manage.py': '', [`project/${marker}`]: content, 'project/app/models.py': '' });
  expect(await findRoot(['app/models.py'], join(folder, 'project'))).toBe(join(folder, 'project'));
  expect(await findRoot(['project/app', 'project/app/models.py'], folder)).toBe(join(folder, 'project'));
  expect(await findRoot([], join(folder, 'project', 'app'))).toBe(join(folder, 'project'));
});

test('a pyproject.toml of other tools is no marker', async () => {
  const folder = temporaryFolder({ 'manage.py': '', 'app/pyproject.toml': '[tool.ruff]' });
  expect(await findRoot(['app'], folder)).toBe(folder);
});

test('paths of different projects are an error that names both', async () => {
  const folder = temporaryFolder({ 'a/manage.py': '', 'b/manage.py': '' });
  const finding = findRoot(['a', 'b'], folder);
  await expect(finding).rejects.toThrow(UsageError);
  await expect(finding).rejects.toThrow(`\`a\` to \`${folder}/a\`, \`b\` to \`${folder}/b\``);
});

test('a path that does not exist is an error', async () => {
  await expect(findRoot(['no/such.py'], temporaryFolder())).rejects.toThrow('`no/such.py` does not exist');
});

test('without any marker the given folder is the root, or the working directory for several', async () => {
  const folder = temporaryFolder({ 'a/x.py': '', 'b/y.py': '' });
  expect(await findRoot(['a'], folder)).toBe(join(folder, 'a'));
  expect(await findRoot(['a/x.py'], folder)).toBe(join(folder, 'a'));
  expect(await findRoot(['a', 'b'], folder)).toBe(folder);
});

test('a symbolic link leads to the project that it points into', async () => {
  const folder = temporaryFolder({ 'real/manage.py': '', 'real/app/x.py': '' });
  mkdirSync(join(folder, 'other'));
  symlinkSync(join(folder, 'real/app'), join(folder, 'other/link'));
  expect(await findRoot(['other/link'], folder)).toBe(join(folder, 'real'));
});
