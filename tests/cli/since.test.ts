import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { compileIfStale } from './compiled.ts';
import { GitProject } from './git-project.ts';
import { launcher, synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();

beforeAll(compileIfStale);
afterEach(() => {
  workshop.clear();
});

const base = 'shop/base.py';
const orders = 'shop/management/commands/sync_arrivy_orders.py';
const baseText = `from django.core.management.base import BaseCommand


class SyncCommand(BaseCommand):
    help = "Sync"

    def add_arguments(self, parser):
        parser.add_argument("--full", action="store_true", help="all")
        parser.add_argument("--quiet", action="store_true", help="less")
`;
const ordersText = `from shop.base import SyncCommand


class Command(SyncCommand):
    def handle(self, *args, **options):
        print(options["full"], options["quiet"])
`;
const settings = `select = ["missing-required-flag"]
[systems.arrivy]
commands = "sync_arrivy_*"
[flags]
required = ["--full", "--quiet"]
`;

/** A base of a command that has both flags, committed. */
function project(): GitProject {
  const made = new GitProject(
    workshop.folder({
      'manage.py': '',
      'synclint.toml': settings,
      'shop/__init__.py': '',
      'shop/management/__init__.py': '',
      'shop/management/commands/__init__.py': '',
      [base]: baseText,
      [orders]: ordersText,
    }),
  );
  made.commit('first');
  return made;
}

const withoutQuiet = baseText.replace(/.*--quiet.*\n/, '');
const check = async ({ folder }: GitProject, ...args: readonly string[]) => {
  const { exitCode, stdout, stderr } = await synclint(['check', '--output-format', 'json', ...args], { cwd: folder });
  if (stdout === '') return { exitCode, stderr, found: [] as readonly string[] };
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly { file: string; data: { flag: string } }[] };
  return { exitCode, stderr, found: findings.map(({ file, data }) => `${file} ${data.flag}`) };
};

describe('--since', () => {
  test('reports what a change of a base causes in a command that did not change', async () => {
    const made = project();
    made.write(base, withoutQuiet);
    expect(await check(made, '--since', 'HEAD')).toEqual({ exitCode: 1, stderr: '', found: [`${orders} --quiet`] });
  });

  test('is silent without a change, and about what was there before', async () => {
    const made = project();
    made.write(base, withoutQuiet);
    made.commit();
    expect(await check(made)).toMatchObject({ exitCode: 1 });
    expect(await check(made, '--since', 'HEAD')).toEqual({ exitCode: 0, stderr: '', found: [] });
    made.write(base, `# a comment\n\n${withoutQuiet}`);
    expect(await check(made, '--since', 'HEAD')).toEqual({ exitCode: 0, stderr: '', found: [] });
    made.git('mv', orders, orders.replace('orders', 'jobs'));
    made.write(base, withoutQuiet.replace('--full', '--whole'));
    const moved = await check(made, '--since', 'HEAD');
    expect(moved.exitCode).toBe(1);
  });

  test('compares with the last common commit, whatever happened on the other branch', async () => {
    const made = project();
    made.git('checkout', '-q', '-b', 'work');
    made.write('shop/other.py', 'x = 1\n');
    made.commit();
    made.git('checkout', '-q', 'main');
    made.write(base, baseText.replace(/.*--(quiet|full).*\n/g, '        pass\n'));
    made.commit();
    made.git('checkout', '-q', 'work');
    made.write(base, withoutQuiet);
    made.commit();
    expect((await check(made, '--since', 'main')).found).toEqual([`${orders} --quiet`]);
  });

  test('sees files that nobody has added, and none that git ignores', async () => {
    const made = project();
    made.write('.gitignore', 'sync_arrivy_local.py\n');
    made.commit();
    const bare = ordersText
      .replaceAll('SyncCommand', 'BaseCommand')
      .replace('shop.base', 'django.core.management.base');
    made.write(orders.replace('orders', 'jobs'), bare);
    made.write(orders.replace('orders', 'local'), bare);
    const { found } = await check(made, '--since', 'HEAD');
    expect(found).toEqual([
      `${orders.replace('orders', 'jobs')} --full`,
      `${orders.replace('orders', 'jobs')} --quiet`,
    ]);
  });

  test('says in SARIF that what it reports is new', async () => {
    const made = project();
    made.write(base, withoutQuiet);
    const { stdout } = await synclint(['check', '--since', 'HEAD', '--output-format', 'sarif'], { cwd: made.folder });
    const log = JSON.parse(stdout) as { runs: [{ results: { baselineState: string }[] }] };
    expect(log.runs[0].results.map(({ baselineState }) => baselineState)).toEqual(['new']);
  });
});

describe('--staged', () => {
  test('looks at what is in the index, not at what is in the working tree', async () => {
    const made = project();
    made.write(base, withoutQuiet);
    expect((await check(made, '--staged')).found).toEqual([]);
    made.git('add', base);
    made.write(base, baseText);
    expect(await check(made, '--staged')).toEqual({ exitCode: 1, stderr: '', found: [`${orders} --quiet`] });
    expect((await check(made, '--since', 'HEAD')).found).toEqual([]);
  });

  test('knows nothing of files that nobody has added', async () => {
    const made = project();
    made.write(orders.replace('orders', 'jobs'), ordersText.replace('shop.base', 'shop.nowhere'));
    expect(await check(made, '--staged')).toEqual({ exitCode: 0, stderr: '', found: [] });
  });

  test('as a hook looks at the index that `git commit -a` makes', () => {
    const made = project();
    const hook = join(made.folder, '.git/hooks/pre-commit');
    writeFileSync(hook, `#!/bin/sh\nexec "${process.execPath}" "${launcher}" check --staged -o hook.txt\n`);
    chmodSync(hook, 0o755);
    made.write(base, withoutQuiet);
    expect(() => made.git('commit', '-q', '-a', '-m', 'worse')).toThrow();
    expect(readFileSync(join(made.folder, 'hook.txt'), 'utf8')).toContain('does not accept `--quiet`');
  });
});

describe('what cannot be compared has one message with a remedy', () => {
  const message = (text: string) => ({ exitCode: 2, stderr: expect.stringMatching(text) as string });

  test.each([
    [['--since', 'HEAD', '--staged'], '^error: --staged and --since exclude each other\nhelp: .+\n$'],
    [['--staged', '--fix'], '^error: --staged and --fix exclude each other\nhelp: .+\n$'],
    [['--staged', '-', '--stdin-filename', 'a.py'], '^error: --staged and `-` .*exclude each other\nhelp: .+\n$'],
    [['--since', 'nowhere'], '^error: --since: there is no commit `nowhere`\nhelp: .+\n$'],
    [['--since='], '^error: --since: there is nothing in ``\nhelp: .+\n$'],
  ])('%j', async (args, text) => {
    expect(await synclint(['check', ...args], { cwd: project().folder })).toMatchObject(message(text));
  });

  test('a repository without a commit', async () => {
    const { folder } = new GitProject(workshop.folder({ 'manage.py': '' }));
    for (const args of [['--staged'], ['--since', 'main']]) {
      const run = await synclint(['check', ...args], { cwd: folder });
      expect(run).toMatchObject(message('^error: --[a-z]+: nothing was committed yet\nhelp: commit something first'));
    }
  });

  test('a shallow clone without the commit', async () => {
    const made = project();
    const first = made.git('rev-parse', 'HEAD').trim();
    made.commit('second');
    const clone = workshop.folder();
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${made.folder}`, clone], { stdio: 'pipe' });
    const run = await synclint(['check', '--since', first], { cwd: clone });
    expect(run).toMatchObject(message('in this shallow clone\nhelp: fetch the whole history'));
  });

  test('a conflict in the index', async () => {
    const made = project();
    made.git('checkout', '-q', '-b', 'work');
    made.write(base, `${baseText}# work\n`);
    made.commit();
    made.git('checkout', '-q', 'main');
    made.write(base, `${baseText}# main\n`);
    made.commit();
    expect(() => made.git('merge', 'work')).toThrow();
    const run = await synclint(['check', '--staged'], { cwd: made.folder });
    expect(run).toMatchObject(message('`shop/base.py` has a merge conflict that is not resolved\nhelp: resolve it'));
  });
});
