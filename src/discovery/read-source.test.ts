import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../config/temporary-folder.ts';
import { decodePath } from './path-bytes.ts';
import { readBytes, readSource } from './read-source.ts';

test('a file is read and decoded', () => {
  const folder = temporaryFolder({ 'a.py': '\ufeffx = "é"\n' });
  expect(readSource(join(folder, 'a.py'))).toEqual({ text: 'x = "é"\n', hadBom: true, encoding: 'utf-8' });
});

test('a file whose name is no UTF-8 is read', () => {
  const folder = temporaryFolder();
  const name = Buffer.from([0x63, 0xe9, 0x2e, 0x70, 0x79]);
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), 'x');
  expect(readSource(`${folder}/${decodePath(name)}`)).toHaveProperty('text', 'x');
});

test('what cannot be read says why', () => {
  const folder = temporaryFolder({ 'secret.py': '' });
  mkdirSync(join(folder, 'folder.py'));
  expect(readBytes(join(folder, 'gone.py'))).toEqual({ unreadable: 'the file has disappeared' });
  expect(readBytes(join(folder, 'folder.py'))).toEqual({ unreadable: 'not a regular file' });
  expect(readBytes('/dev/zero')).toEqual({ unreadable: 'not a regular file' });
  chmodSync(join(folder, 'secret.py'), 0);
  if (process.getuid?.() !== 0)
    expect(readBytes(join(folder, 'secret.py'))).toEqual({ unreadable: 'permission denied' });
});

test('a pipe is refused, not waited for', () => {
  const folder = temporaryFolder();
  execFileSync('mkfifo', [join(folder, 'x.py')]);
  expect(readSource(join(folder, 'x.py'))).toEqual({ unreadable: 'not a regular file' });
});
