import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaults } from '../config/defaults.ts';
import { temporaryFolder, writeFiles } from '../config/temporary-folder.ts';
import { discover } from './discover.ts';
import type { Discovery, DiscoveryRequest } from './discovery.ts';
import { readSource } from './read-source.ts';

const exclude = defaults.settings.exclude ?? [];

afterEach(() => {
  vi.unstubAllEnvs();
});

function find(
  root: string,
  paths: readonly string[] = ['.'],
  more: Partial<DiscoveryRequest> = {},
): Promise<Discovery> {
  const configuration = { exclude, extendExclude: ['legacy'] };
  return discover({ root, cwd: root, paths, configuration, forceExclude: false, respectGitignore: true, ...more });
}

function project(files: readonly string[], withGit: boolean): string {
  const root = temporaryFolder(Object.fromEntries(files.map((name) => [name, ''])));
  if (withGit) execFileSync('git', ['init', '-q', root]);
  return root;
}

describe.each([
  ['with git', true],
  ['without git', false],
])('%s', (_, withGit) => {
  test('Python files are found, sorted, without what is excluded or ignored', async () => {
    const files = [
      'b.py',
      'a/stub.pyi',
      'a/B.py',
      'a/text.txt',
      'venv/x.py',
      'a/__pycache__/y.py',
      'legacy/z.py',
      '.hidden/h.py',
    ];
    const root = project([...files, 'generated/g.py', 'a/local.py', 'a/kept_local.py'], withGit);
    writeFiles(root, { '.gitignore': 'generated/\n*local.py\n', 'a/.gitignore': '!kept_local.py\n' });
    const { files: found, inScope, skipped, withoutGit } = await find(root);
    expect(found).toEqual(['.hidden/h.py', 'a/B.py', 'a/kept_local.py', 'a/stub.pyi', 'b.py']);
    expect(inScope).toEqual(found);
    expect(skipped).toEqual([]);
    expect(withoutGit).toBeUndefined();
  });

  test('ignored files are found when .gitignore is not respected', async () => {
    const root = project(['a.py', 'b.py'], withGit);
    writeFiles(root, { '.gitignore': 'b.py' });
    expect((await find(root, [], { respectGitignore: false })).files).toEqual(['a.py', 'b.py']);
  });

  test('the scope is what was asked for, the model the whole project', async () => {
    const root = project(['a/x.py', 'a/b/y.py', 'ab/z.py', 'c.py'], withGit);
    const { files, inScope } = await find(root, ['a', 'c.py']);
    expect(files).toEqual(['a/b/y.py', 'a/x.py', 'ab/z.py', 'c.py']);
    expect(inScope).toEqual(['a/b/y.py', 'a/x.py', 'c.py']);
    expect((await find(root, ['.'], { cwd: join(root, 'ab') })).inScope).toEqual(['ab/z.py']);
    expect((await find(root, [])).inScope).toEqual(files);
  });

  test('what is named itself is kept though it is left out otherwise, unless exclusion is forced', async () => {
    const root = project(['a.py', 'legacy/b.py', 'legacy/node_modules/c.py', 'ignored/d.py', 'ignored/e.py'], withGit);
    writeFiles(root, { '.gitignore': 'ignored/' });
    expect((await find(root, ['legacy/b.py', 'ignored/d.py'])).inScope).toEqual(['ignored/d.py', 'legacy/b.py']);
    expect((await find(root, ['legacy', 'ignored'])).inScope).toEqual(['ignored/d.py', 'ignored/e.py', 'legacy/b.py']);
    const forced = await find(root, ['a.py', 'legacy/b.py', 'ignored'], { forceExclude: true });
    expect(forced.inScope).toEqual(['a.py']);
    expect(forced.skipped).toEqual([{ path: 'legacy/b.py', kind: 'excluded', reason: 'excluded' }]);
  });

  test('a named file that is no Python file is skipped and says so', async () => {
    const root = project(['a.py', 'README.md'], withGit);
    const { inScope, skipped } = await find(root, ['README.md']);
    expect(inScope).toEqual([]);
    expect(skipped).toMatchObject([{ path: 'README.md', kind: 'not-python' }]);
  });

  test('names survive whatever they contain', async () => {
    const names = [
      'a b.py',
      'a#b.py',
      'a%b.py',
      'a:b.py',
      'a\\b.py',
      'a\nb.py',
      'a*[b].py',
      'é.py',
      '🐍/x.py',
      '~.py',
      '-rf.py',
    ];
    const root = project(names, withGit);
    expect((await find(root)).files).toEqual(names.toSorted());
    expect((await find(root, ['a\nb.py', 'a*[b].py'])).inScope).toEqual(['a\nb.py', 'a*[b].py'].toSorted());
  });

  test('a name that is no UTF-8 survives and can be read', async () => {
    const root = project([], withGit);
    mkdirSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff])]));
    writeFileSync(
      Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0x2f, 0xe9]), Buffer.from('.py')]),
      'x = 1',
    );
    const { files } = await find(root);
    expect(files).toEqual(['\udcff/\udce9.py']);
    expect(readSource(`${root}/${files[0] ?? ''}`)).toHaveProperty('text', 'x = 1');
  });

  test('links to folders are not followed, links to files count once', async () => {
    const root = project(['a/real.py', 'legacy/old.py'], withGit);
    const outside = temporaryFolder({ 'secret.py': '' });
    symlinkSync('..', join(root, 'a', 'loop'));
    symlinkSync('.', join(root, 'folder.py'));
    symlinkSync('a/real.py', join(root, 'link.py'));
    symlinkSync(join(outside, 'secret.py'), join(root, 'outside.py'));
    symlinkSync('nowhere', join(root, 'broken.py'));
    symlinkSync('me.py', join(root, 'me.py'));
    symlinkSync('legacy/old.py', join(root, 'excluded.py'));
    symlinkSync('ada@host.123', join(root, '.#real.py'));
    const { files, skipped } = await find(root);
    expect(files).toEqual(['a/real.py']);
    expect(skipped.map(({ path, kind }) => [path, kind])).toEqual([
      ['broken.py', 'broken-link'],
      ['excluded.py', 'link-to-other'],
      ['me.py', 'broken-link'],
      ['outside.py', 'link-outside'],
    ]);
  });

  test('pipes are skipped and say so', async () => {
    const root = project(['a.py'], withGit);
    execFileSync('mkfifo', [join(root, 'x.py')]);
    expect((await find(root)).skipped).toMatchObject([{ path: 'x.py', kind: 'special-file' }]);
    expect(await find(root, ['x.py'])).toMatchObject({ inScope: [], skipped: [{ path: 'x.py' }] });
  });

  test('a path that does not exist, or is not in the project, is an error', async () => {
    const root = project(['a.py'], withGit);
    await expect(find(root, ['b.py'])).rejects.toThrow('`b.py` does not exist');
    await expect(find(root, ['/'])).rejects.toThrow('`/` is not in the project');
  });
});

describe('of a repository', () => {
  test('deleted files are left out, and a folder below the top is a project too', async () => {
    const root = project(['app/a.py', 'app/b.py', 'app/c/d.py', 'other/e.py'], true);
    execFileSync('git', ['-C', root, 'add', '.']);
    rmSync(join(root, 'app/b.py'));
    rmSync(join(root, 'app/c'), { recursive: true });
    expect((await find(join(root, 'app'))).files).toEqual(['a.py']);
  });

  test('nested repositories and submodules belong to the project', async () => {
    const library = project(['shared.py'], true);
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'protocol.file.allow=always'];
    execFileSync('git', ['-C', library, 'add', '.']);
    execFileSync('git', ['-C', library, ...identity, 'commit', '-qm', 'first']);
    const root = project(['a.py', 'nested/b.py'], true);
    execFileSync('git', ['init', '-q', join(root, 'nested')]);
    execFileSync('git', ['-C', root, ...identity, 'submodule', '--quiet', 'add', library, 'vendor/library'], {
      stdio: 'ignore',
    });
    expect((await find(root)).files).toEqual(['a.py', 'nested/b.py', 'vendor/library/shared.py']);
  });

  test('that ignores the project, the project is found all the same', async () => {
    const repository = project(['.gitignore', 'work/a.py'], true);
    writeFileSync(join(repository, '.gitignore'), 'work/');
    expect((await find(join(repository, 'work'))).files).toEqual(['a.py']);
  });

  test('the files are found without git, and why it was not asked is said', async () => {
    const root = project(['a.py', 'b.py'], true);
    writeFiles(root, { '.gitignore': 'b.py' });
    vi.stubEnv('PATH', '/nowhere');
    expect(await find(root)).toMatchObject({ files: ['a.py'], withoutGit: 'git is not installed' });
  });
});
