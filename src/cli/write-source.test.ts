import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../config/temporary-folder.ts';
import { filePath } from '../core/location.ts';
import { writeSource } from './write-source.ts';

const before = Buffer.from('x = 1\n');
const after = Buffer.from('x = 2\n');

function change(folder: string, name = 'a.py') {
  return { file: filePath(name), path: join(folder, name), before, after };
}

describe('a source file', () => {
  test.each([0o600, 0o644, 0o664, 0o755, 0o666])('keeps its mode %o', (mode) => {
    const folder = temporaryFolder({ 'a.py': before });
    chmodSync(join(folder, 'a.py'), mode);
    expect(writeSource(change(folder))).toBeUndefined();
    expect(readFileSync(join(folder, 'a.py'))).toEqual(after);
    expect(statSync(join(folder, 'a.py')).mode & 0o7777).toBe(mode);
    expect(readdirSync(folder)).toEqual(['a.py']);
  });

  test('may have a name that is no UTF-8', () => {
    const folder = temporaryFolder();
    const path = Buffer.concat([Buffer.from(`${folder}/r`), Buffer.from([0xe9]), Buffer.from('.py')]);
    writeFileSync(path, before);
    expect(writeSource({ file: filePath('r\udce9.py'), path, before, after })).toBeUndefined();
    expect(readFileSync(path)).toEqual(after);
    expect(readdirSync(folder)).toHaveLength(1);
  });
});

describe('nothing is written', () => {
  test('over what somebody has changed', () => {
    const folder = temporaryFolder({ 'a.py': 'x = 3\n' });
    expect(writeSource(change(folder))).toBe('somebody has changed it since it was read');
    expect(readFileSync(join(folder, 'a.py'), 'utf8')).toBe('x = 3\n');
  });

  test('where the file has disappeared', () => {
    const folder = temporaryFolder();
    expect(writeSource(change(folder))).toBe('the file has disappeared');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('through a symbolic link that has taken the place of the file', () => {
    const elsewhere = temporaryFolder({ 'a.py': before });
    const folder = temporaryFolder();
    symlinkSync(join(elsewhere, 'a.py'), join(folder, 'a.py'));
    expect(writeSource(change(folder))).toContain('symbolic link');
    expect(readFileSync(join(elsewhere, 'a.py'))).toEqual(before);
  });

  test('through a symbolic link that has taken the place of a folder', () => {
    const elsewhere = temporaryFolder({ 'a.py': before });
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'shop'));
    renameSync(join(folder, 'shop'), join(folder, 'old'));
    symlinkSync(elsewhere, join(folder, 'shop'));
    expect(writeSource(change(folder, 'shop/a.py'))).toContain('symbolic link');
    expect(readFileSync(join(elsewhere, 'a.py'))).toEqual(before);
  });
});
