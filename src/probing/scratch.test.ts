import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeScratch } from './scratch.ts';
import { temporaryFolder } from './testing/run-harness.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => {
  folder.remove();
});

/** Of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

test('a scratch folder has our name and is ours alone', async () => {
  const scratch = makeScratch([folder.path]);
  expect(basename(scratch.path)).toMatch(new RegExp(`^synclint-${process.pid}-[0-9a-f]{12}$`));
  expect(statSync(scratch.path).mode & 0o777).toBe(0o700);
  writeFileSync(join(scratch.path, 'file'), '');
  await scratch.remove();
  expect(existsSync(scratch.path)).toBe(false);
  await scratch.remove();
});

test('places that are not there, or cannot be written to, are passed over', () => {
  expect(dirname(makeScratch(['/nowhere', '/proc', folder.path]).path)).toBe(folder.path);
});

test('folders of processes that are gone are removed, and no others', async () => {
  const stale = `synclint-${deadPid()}-0123456789ab`;
  const kept = [
    `synclint-${process.pid}-0123456789ab`,
    `synclint-${deadPid()}`,
    'synclint-0-0123456789ab',
    `other-${deadPid()}-0123456789ab`,
  ];
  for (const name of [stale, ...kept]) mkdirSync(join(folder.path, name, 'within'), { recursive: true });
  const scratch = makeScratch([folder.path]);
  expect(existsSync(join(folder.path, stale))).toBe(false);
  expect(kept.map((name) => existsSync(join(folder.path, name)))).toEqual(kept.map(() => true));
  await scratch.remove();
});

test('a link with such a name is removed without what it leads to', async () => {
  const target = join(folder.path, 'target');
  mkdirSync(target);
  const link = join(folder.path, `synclint-${deadPid()}-0123456789ab`);
  spawnSync('ln', ['-s', target, link]);
  await makeScratch([folder.path]).remove();
  expect(existsSync(target)).toBe(true);
  expect(existsSync(link)).toBe(false);
});
