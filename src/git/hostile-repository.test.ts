import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listFiles } from './list-files.ts';
import { mergeBase } from './merge-base.ts';
import { repositoryRoot } from './repository-root.ts';
import { runGit } from './run-git.ts';
import { readObjects, treeOf } from './tree.ts';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'synclint-git-')));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function git(...commandLine: string[]): void {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  execFileSync('git', ['-C', folder, ...identity, ...commandLine], { stdio: 'ignore' });
}

/** A program that leaves a file behind when it is run. */
function trap(name: string): string {
  const program = join(folder, '.git', 'traps', name);
  mkdirSync(join(folder, '.git', 'traps'), { recursive: true });
  writeFileSync(program, `#!/bin/sh\ntouch "${join(folder, '.git', 'sprung-')}${name}"\ncat\n`);
  chmodSync(program, 0o755);
  return program;
}

function sprung(): readonly string[] {
  return readdirSync(join(folder, '.git')).filter((name) => name.startsWith('sprung-'));
}

async function names(): Promise<readonly string[]> {
  const listing = await listFiles(folder);
  return listing.ok ? listing.value.map((name) => name.toString('utf8')) : [`${listing.reason}: ${listing.message}`];
}

describe('a hostile repository', () => {
  beforeEach(() => {
    git('init', '-q');
    writeFileSync(join(folder, 'a.py'), 'x = 1\n');
    writeFileSync(join(folder, '.gitattributes'), '*.py filter=evil diff=evil\n');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    for (const hook of ['post-index-change', 'fsmonitor-watchman', 'post-checkout', 'reference-transaction']) {
      mkdirSync(join(folder, '.git', 'hooks'), { recursive: true });
      execFileSync('cp', [trap(`hook-${hook}`), join(folder, '.git', 'hooks', hook)]);
    }
    const settings = {
      'core.fsmonitor': trap('fsmonitor'),
      'core.hooksPath': join(folder, '.git', 'hooks'),
      'core.sshCommand': trap('ssh'),
      'core.pager': trap('pager'),
      'core.editor': trap('editor'),
      'core.askPass': trap('askpass'),
      'core.gitProxy': trap('proxy'),
      'diff.external': trap('diff-external'),
      'diff.evil.command': trap('diff-command'),
      'diff.evil.textconv': trap('textconv'),
      'filter.evil.clean': trap('clean'),
      'filter.evil.smudge': trap('smudge'),
      'filter.evil.process': trap('process'),
      'alias.ls-files': `!${trap('alias')}`,
      'alias.rev-parse': `!${trap('alias')}`,
      'credential.helper': trap('credential'),
      'pager.ls-files': trap('pager-ls-files'),
      'uploadpack.packObjectsHook': trap('pack'),
    };
    for (const [key, value] of Object.entries(settings)) git('config', key, value);
    // Makes the index look stale, so that git would want to compare contents.
    writeFileSync(join(folder, 'a.py'), 'x = 2\n');
    writeFileSync(join(folder, 'new.py'), '');
    for (const name of sprung()) rmSync(join(folder, '.git', name));
  });

  test('has traps that an ordinary git springs', () => {
    git('-c', 'core.untrackedCache=true', 'status');
    expect(sprung()).not.toEqual([]);
  });

  test('runs none of its programs when its files are listed', async () => {
    expect((await names()).toSorted()).toEqual(['.gitattributes', 'a.py', 'new.py']);
    expect(await repositoryRoot(folder)).toEqual({ ok: true, value: folder });
    expect(sprung()).toEqual([]);
  });

  test('runs none of its programs when its commits are compared', async () => {
    const log = await runGit(folder, ['log', '-p']);
    expect(log.ok && log.value.toString('utf8')).toContain('+x = 1');
    expect(sprung()).toEqual([]);
  });

  test('runs none of its programs when an earlier commit is read', async () => {
    const base = await mergeBase(folder, 'HEAD');
    const tree = await treeOf(folder, base.ok ? base.value : '');
    const file = tree.ok ? tree.value.find(({ name }) => name.toString() === 'a.py') : undefined;
    const contents = await readObjects(folder, [file?.object ?? '']);
    expect(contents.ok && [...contents.value.values()].map(String)).toEqual(['x = 1\n']);
    expect(sprung()).toEqual([]);
  });

  test('cannot bring its own git through a relative PATH', async () => {
    writeFileSync(join(folder, 'git'), `#!/bin/sh\ntouch "${join(folder, '.git', 'sprung-git')}"\n`, { mode: 0o755 });
    vi.stubEnv('PATH', `.:${process.env['PATH'] ?? ''}`);
    expect(await names()).toContain('a.py');
    expect(sprung()).toEqual([]);
  });

  test('is left as it was', async () => {
    const before = readdirSync(join(folder, '.git')).toSorted();
    await names();
    expect(readdirSync(join(folder, '.git')).toSorted()).toEqual(before);
    expect(existsSync(join(folder, '.git', 'index.lock'))).toBe(false);
  });
});

describe('listing', () => {
  test('leaves out what is ignored and keeps whatever a name contains', async () => {
    git('init', '-q');
    const kept = ['a b.py', 'a#b.py', 'a%b.py', 'é.py', 'a:b.py', 'a\\b.py', 'a\nb.py', '"a".py', '-rf.py'];
    for (const name of [...kept, 'left.out.py']) writeFileSync(join(folder, name), '');
    writeFileSync(join(folder, '.gitignore'), 'left.*\n');
    expect((await names()).toSorted()).toEqual([...kept, '.gitignore'].toSorted());
  });

  test('is about the folder, whatever GIT_DIR a hook has set', async () => {
    git('init', '-q');
    writeFileSync(join(folder, 'a.py'), '');
    vi.stubEnv('GIT_DIR', '/nowhere');
    vi.stubEnv('GIT_WORK_TREE', '/');
    vi.stubEnv('GIT_INDEX_FILE', '/nowhere/index');
    expect(await names()).toEqual(['a.py']);
  });

  test('says why there is none', async () => {
    expect(await listFiles(folder)).toMatchObject({ ok: false, reason: 'no-repository' });
    expect(await listFiles(join(folder, 'nowhere'))).toMatchObject({ ok: false, reason: 'failed' });
    vi.stubEnv('PATH', folder);
    expect(await listFiles(folder)).toMatchObject({ ok: false, reason: 'no-git' });
  });

  test.skipIf(process.getuid?.() !== 0)('says so when git does not trust the owner of a repository', async () => {
    git('init', '-q');
    execFileSync('chown', ['-R', '12345', folder]);
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
    expect(await listFiles(folder)).toMatchObject({ ok: false, reason: 'unsafe' });
  });
});
