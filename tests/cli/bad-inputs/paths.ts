import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type BadInput, tiny } from './bad-input.ts';

const check = ['check'];

/** What is wrong with the paths, and with what lies there. */
export const pathInputs: readonly BadInput[] = [
  {
    title: 'A path that does not exist',
    files: tiny,
    args: ['check', 'shpo'],
    exitCode: 2,
    says: /error: `shpo` does not exist/,
  },
  {
    title: 'Paths of different projects',
    files: { 'a/manage.py': '', 'b/manage.py': '' },
    args: ['check', 'a', 'b'],
    exitCode: 2,
    says: /the paths belong to different projects: `a` to `.*\/a`, `b` to `.*\/b`/,
  },
  {
    title: 'An empty folder',
    args: check,
    exitCode: 2,
    says: /error: there is no Python file to look at/,
  },
  {
    title: 'An empty folder that may be empty',
    args: ['check', '--allow-empty'],
    exitCode: 0,
    says: /No file was looked at/,
  },
  {
    title: 'A folder without Python',
    files: { ...tiny, 'docs/index.md': '# Shop\n' },
    args: ['check', 'docs'],
    exitCode: 2,
    says: /error: there is no Python file to look at/,
  },
  {
    title: 'A file that is no Python',
    files: { ...tiny, 'notes.txt': 'x' },
    args: ['check', 'notes.txt'],
    exitCode: 2,
    says: /notes\.txt: not a Python file \(\.py or \.pyi\)/,
  },
  {
    title: 'A tree in which everything is excluded',
    files: tiny,
    args: ['check', '--exclude', '*.py'],
    exitCode: 2,
    says: /error: there is no Python file to look at/,
  },
  {
    title: 'A named pipe among the files',
    files: tiny,
    arrange: (folder) => {
      execFileSync('mkfifo', [join(folder, 'shop/x.py')]);
    },
    args: check,
    exitCode: 0,
    says: /shop\/x\.py warning\[unreadable-file\] not looked at: not a regular file/,
  },
  {
    title: 'A named pipe that was asked for',
    files: tiny,
    arrange: (folder) => {
      execFileSync('mkfifo', [join(folder, 'x.py')]);
    },
    args: ['check', 'x.py', 'shop'],
    exitCode: 2,
    says: /x\.py error\[unreadable-file\] not looked at: not a regular file/,
  },
  {
    title: 'A socket among the files',
    files: tiny,
    arrange: (folder) => listenAt(join(folder, 'x.py')),
    args: check,
    exitCode: 0,
    says: /x\.py warning\[unreadable-file\] not looked at: not a regular file/,
  },
  {
    title: 'A folder that links to itself',
    files: tiny,
    arrange: (folder) => {
      symlinkSync('..', join(folder, 'shop/loop'));
    },
    args: check,
    exitCode: 0,
    says: /Looked at 2 files/,
  },
  {
    title: 'A symbolic link to nowhere among the files',
    files: tiny,
    arrange: (folder) => {
      symlinkSync('gone.py', join(folder, 'shop/x.py'));
    },
    args: check,
    exitCode: 0,
    says: /shop\/x\.py warning\[unreadable-file\] not looked at: a symbolic link to nowhere/,
  },
  {
    title: 'A symbolic link to nowhere that was asked for',
    files: tiny,
    arrange: (folder) => {
      symlinkSync('gone.py', join(folder, 'x.py'));
    },
    args: ['check', 'x.py'],
    exitCode: 2,
    says: /error: `x\.py` does not exist/,
  },
  {
    title: 'A symbolic link that leads to itself',
    files: tiny,
    arrange: (folder) => {
      symlinkSync('x.py', join(folder, 'x.py'));
    },
    args: ['check', 'x.py'],
    exitCode: 2,
    says: /error: `x\.py` cannot be looked at \(ELOOP\)/,
  },
  {
    title: 'A symbolic link out of the project',
    files: tiny,
    arrange: (folder) => {
      symlinkSync('/etc/passwd', join(folder, 'x.py'));
    },
    args: check,
    exitCode: 0,
    says: /x\.py warning\[unreadable-file\] not looked at: a symbolic link out of the project/,
  },
  {
    title: 'A file that may not be read',
    files: { ...tiny, 'shop/views.py': 'x = 1\n' },
    arrange: (folder) => {
      chmodSync(join(folder, 'shop/views.py'), 0);
      return undefined;
    },
    args: check,
    unprivileged: true,
    exitCode: 2,
    says: /shop\/views\.py error\[unreadable-file\] not looked at: permission denied/,
  },
  {
    title: 'A folder that may not be read',
    files: { ...tiny, 'private/views.py': 'x = 1\n' },
    arrange: (folder) => {
      chmodSync(join(folder, 'private'), 0);
      return () => {
        chmodSync(join(folder, 'private'), 0o755);
      };
    },
    args: check,
    unprivileged: true,
    exitCode: 2,
    says: /private error\[unreadable-file\] not looked at: the folder cannot be read \(EACCES\)/,
  },
  {
    title: 'A folder that may not be read, beside the one that was asked for',
    files: { ...tiny, 'private/views.py': 'x = 1\n' },
    arrange: (folder) => {
      chmodSync(join(folder, 'private'), 0);
      return () => {
        chmodSync(join(folder, 'private'), 0o755);
      };
    },
    args: ['check', 'shop'],
    unprivileged: true,
    exitCode: 0,
    says: /private warning\[unreadable-file\] not looked at: the folder cannot be read \(EACCES\)/,
  },
  {
    title: 'A tree that may only be read',
    files: tiny,
    arrange: (folder) => {
      const all = ['.', 'manage.py', 'shop', 'shop/models.py'].map((name) => join(folder, name));
      for (const path of all) chmodSync(path, 0o555);
      return () => {
        for (const path of all) chmodSync(path, 0o755);
      };
    },
    args: check,
    unprivileged: true,
    exitCode: 0,
    says: /No findings\.\nLooked at 2 files/,
  },
  {
    title: 'A report into a folder that may only be read',
    files: tiny,
    arrange: (folder) => {
      chmodSync(join(folder, 'shop'), 0o555);
      return () => {
        chmodSync(join(folder, 'shop'), 0o755);
      };
    },
    args: ['check', '-o', 'shop/out.json'],
    unprivileged: true,
    exitCode: 2,
    says: /cannot write `.*shop\/out\.json` \(EACCES\)/,
  },
  {
    title: 'A working directory that is a marker itself',
    arrange: (folder) => {
      mkdirSync(join(folder, 'manage.py'));
    },
    args: check,
    exitCode: 2,
    says: /there is no Python file to look at/,
  },
];

async function listenAt(path: string): Promise<() => void> {
  const server = createServer().listen(path);
  await once(server, 'listening');
  return () => {
    server.close();
    rmSync(path, { force: true });
  };
}
