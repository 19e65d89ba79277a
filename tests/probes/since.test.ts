import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ProbeRun } from '../../src/core/probe-run.ts';
import { planCommandProbes, probeCommands, type ProbeRequest } from '../../src/pipeline/probes/probe-commands.ts';
import { pythonWith } from '../../src/probing/testing/pythons.ts';
import { fixtureRequest } from '../../src/testing/fixture.ts';

type Files = Readonly<Record<string, string>>;

const folders: string[] = [];
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'synclint-since-')));
  folders.push(folder);
});
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

function write(files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  execFileSync('git', ['-C', folder, ...identity, ...args], { stdio: 'ignore' });
}

function commit(files: Files): void {
  write(files);
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
}

const commandFile = (name: string) => `shop/management/commands/${name}.py`;

function command(options: readonly string[], { imports = '' } = {}): string {
  const body = options.length === 0 ? '        pass\n' : options.map((one) => `        parser.${one}\n`).join('');
  return `from django.core.management.base import BaseCommand
${imports}

class Command(BaseCommand):
    help = "Copies orders"

    def add_arguments(self, parser):
${body}
    def handle(self, *args, **options):
        raise RuntimeError("nothing but the parser may run")
`;
}

const project: Files = {
  'manage.py':
    'import os\nimport sys\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n\nfrom django.core.management import execute_from_command_line\n\nexecute_from_command_line(sys.argv)\n',
  'settings.py':
    'SECRET_KEY = "x"\nINSTALLED_APPS = ["shop"]\nDATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db"}}\n',
  'shop/__init__.py': '',
  'shop/management/__init__.py': '',
  'shop/management/commands/__init__.py': '',
  'shop/engine.py': 'from shop.client import fetch\n',
  'shop/client.py': 'def fetch():\n    return []\n',
  'shop/other.py': '',
};

function request(revision: string | undefined, names: readonly string[] = []): ProbeRequest {
  return {
    check: { ...fixtureRequest(folder, []), ...(revision !== undefined && { since: revision }) },
    names,
    only: ['old-invocations-parse'],
    skip: [],
    surroundings: {
      cwd: folder,
      environment: process.env,
      interruption: new AbortController().signal,
      beforeLeaving: () => () => undefined,
      seed: 1,
    },
    settings: { python: pythonWith('django52') },
  };
}

const date = 'add_argument("--start-date")';

/** What the option of a command was, what has become of it, and what the probe says of that. */
const changes: Readonly<
  Record<string, { before: readonly string[]; after: readonly string[]; says: RegExp; on?: string }>
> = {
  gone: { before: [date], after: [], says: /^falsified .*gone --start-date 2024-01-15.*unrecognized/, on: 'Command' },
  renamed: {
    before: [date],
    after: ['add_argument("--from", "--start-date", dest="start_date")'],
    says: /^holds/,
  },
  short: {
    before: ['add_argument("-f", "--force", action="store_true")'],
    after: ['add_argument("--force", action="store_true")'],
    says: /^falsified .*`short -f`/,
    on: '"--force"',
  },
  choice: {
    before: ['add_argument("--mode", choices=["fast", "slow"])'],
    after: ['add_argument("--mode", choices=["fast"])'],
    says: /^falsified .*`choice --mode slow`.*invalid choice/,
    on: '--mode',
  },
  required: {
    before: [date],
    after: [date, 'add_argument("--tenant", required=True)'],
    says: /^falsified .*`required`.*required: --tenant/,
    on: '--tenant',
  },
  typed: {
    before: ['add_argument("--name")'],
    after: ['add_argument("--name", type=int)'],
    says: /^falsified .*`typed --name text`.*invalid int value/,
    on: '--name',
  },
  fewer: {
    before: ['add_argument("--ids", nargs="+", type=int)'],
    after: ['add_argument("--ids", type=int)'],
    says: /^falsified .*`fewer --ids 1 1`/,
    on: '--ids',
  },
  positional: {
    before: ['add_argument("entity", nargs="?")'],
    after: ['add_argument("entity")'],
    says: /^falsified .*`positional`.*required: entity/,
    on: '"entity"',
  },
  wider: {
    before: ['add_argument("--mode", choices=["fast"])', 'add_argument("--size", type=int, required=True)'],
    after: ['add_argument("--mode")', 'add_argument("--size", type=int)', 'add_argument("--new")'],
    says: /^holds/,
  },
  one_of: {
    before: ['add_mutually_exclusive_group(required=True).add_argument("--all", action="store_true")'],
    after: ['add_mutually_exclusive_group(required=True).add_argument("--all", action="store_true", help="x")'],
    says: /^inconclusive .*one of the arguments --all is required/,
  },
  own_type: {
    before: ['add_argument("--shape", type=lambda text: text)'],
    after: ['add_argument("--shape", type=lambda text: text, help="x")'],
    says: /^inconclusive .*`--shape`/,
  },
};

function verdictOf(run: ProbeRun, name: string): string {
  const verdict = run.commands.find(({ command: { name: own } }) => own === name)?.verdicts[0]?.verdict;
  if (verdict === undefined) return 'not probed';
  if (verdict.outcome === 'holds') return 'holds';
  const reason =
    verdict.outcome === 'falsified' ? verdict.evidence.map(({ summary }) => summary).join(' ') : verdict.reason;
  return `${verdict.outcome} ${reason}`;
}

describe('what could be typed before', () => {
  let run: ProbeRun;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'synclint-since-')));
    folders.push(folder);
    const cases = Object.entries(changes);
    const before = cases.map(([name, { before: options }]) => [commandFile(name), command(options)]);
    commit({ ...project, [commandFile('deleted')]: command([]), ...(Object.fromEntries(before) as Files) });
    const after = cases.map(([name, { after: options }]) => [commandFile(name), command(options)]);
    write({ [commandFile('added')]: command([date]), ...(Object.fromEntries(after) as Files) });
    rmSync(join(folder, commandFile('deleted')));
    const asked = request('main');
    run = await probeCommands(await planCommandProbes(asked), asked, () => undefined);
  }, 180_000);

  test.each(Object.entries(changes))(
    'is told of a command whose options are changed: %s',
    (name, { says, on, after }) => {
      expect(verdictOf(run, name)).toMatch(says);
      const found = run.findings.filter(({ subject }) => subject?.endsWith(`.${name}`) === true);
      const lines = command(after).split('\n');
      expect(found.map(({ at }) => lines[at.region.startLine - 1]).join('\n')).toMatch(on ?? /^$/);
      if (on !== undefined) expect(found.map(({ ruleId }) => ruleId)).toEqual(['broken-invocation']);
    },
  );

  test('does not apply to a new command, and a command that is gone is named', () => {
    expect(verdictOf(run, 'added')).toBe('not-applicable it is new since `main`');
    expect(run.notifications.filter(({ kind }) => kind === 'removed-command')).toEqual([
      {
        level: 'warning',
        kind: 'removed-command',
        message: '`deleted` could be started at `main` and is no longer there',
      },
    ]);
  });
});

describe('commands are selected', () => {
  const files = {
    ...project,
    [commandFile('orders')]: command([], { imports: 'from shop.engine import fetch\n' }),
    [commandFile('invoices')]: command([], { imports: 'from shop.other import *\n' }),
    [commandFile('all_orders')]: command([]).replace(
      'raise RuntimeError("nothing but the parser may run")',
      'from django.core.management import call_command\n\n        call_command("orders")',
    ),
  };
  const selected = async (revision = 'main', names: readonly string[] = []) => {
    const { commands, notes } = await planCommandProbes(request(revision, names));
    return { names: commands.map(({ name }) => name), notes: notes.map(({ kind, message }) => `${kind}: ${message}`) };
  };

  test('by what they import over other modules, and by what they start; the others are counted', async () => {
    commit(files);
    write({ 'shop/client.py': 'def fetch():\n    return [1]\n' });
    expect(await selected()).toEqual({
      names: ['all_orders', 'orders'],
      notes: ['not-selected: 1 command is not selected, as nothing that it reaches has changed since `main`: invoices'],
    });
  });

  test('none where nothing has changed, and none by documents', async () => {
    commit(files);
    write({ 'README.md': 'new\n' });
    const { names, notes } = await selected();
    expect(names).toEqual([]);
    expect(notes.join('\n')).toMatch(/^not-selected: 3 commands are not selected.*all_orders, invoices, orders$/);
  });

  test.each([
    ['settings', 'settings.py', `${project['settings.py'] ?? ''}DEBUG = True\n`],
    ['models', 'shop/models.py', 'from django.db import models\n'],
    ['the package around them', 'shop/__init__.py', 'x = 1\n'],
    ['what is installed', 'requirements.txt', 'django\n'],
    ['their configuration', 'synclint.toml', 'ignore = ["undocumented-flag"]\n'],
    ['a data file beside what they import', 'shop/query.sql', 'select 1\n'],
  ])('all by %s', async (_, file, text) => {
    commit(files);
    write({ [file]: text });
    const { names } = await selected();
    expect(names).toContain('orders');
    if (file !== 'shop/query.sql') expect(names).toContain('invoices');
  });

  test('by a module that is gone', async () => {
    commit(files);
    rmSync(join(folder, 'shop/client.py'));
    expect((await selected()).names).toEqual(['all_orders', 'orders']);
  });

  test('where a name is computed, that may be of any module', async () => {
    commit({
      ...files,
      [commandFile('any')]: command([], {
        imports: 'import importlib\n\nx = importlib.import_module("shop." + "other")\n',
      }),
    });
    write({ 'shop/client.py': '' });
    expect((await selected()).names).toContain('any');
  });

  test('by what this branch has changed, not by what the other one has since', async () => {
    commit(files);
    git('checkout', '-q', '-b', 'work');
    write({ 'shop/client.py': 'x = 1\n' });
    git('commit', '-q', '-a', '-m', 'mine');
    git('checkout', '-q', 'main');
    write({ 'shop/other.py': 'y = 1\n' });
    git('commit', '-q', '-a', '-m', 'theirs');
    git('checkout', '-q', 'work');
    expect((await selected()).names).toEqual(['all_orders', 'orders']);
  });

  test('in a project that is a folder of its repository', async () => {
    const top = folder;
    folder = join(top, 'backend');
    mkdirSync(folder);
    write(files);
    execFileSync('git', ['-C', top, 'init', '-q', '-b', 'main']);
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    write({ 'shop/other.py': 'z = 1\n' });
    expect((await selected()).names).toEqual(['invoices']);
  });
});

describe('a comparison that is impossible', () => {
  test('with a revision that does not exist, or looks like an option', async () => {
    commit(project);
    for (const revision of ['nowhere', '--help', 'main:settings.py']) {
      await expect(planCommandProbes(request(revision))).rejects.toMatchObject({
        code: 'usage',
        message: `--since: there is no commit \`${revision}\``,
      });
    }
  });

  test('outside every repository', async () => {
    write(project);
    await expect(planCommandProbes(request('main'))).rejects.toMatchObject({
      code: 'usage',
      message: '--since: the project is in no git repository',
    });
  });

  test('with a commit that a shallow clone has not got', async () => {
    commit(project);
    git('tag', 'old');
    write({ 'shop/other.py': 'z = 1\n' });
    git('commit', '-q', '-a', '-m', 'second');
    const origin = folder;
    folder = `${origin}-clone`;
    folders.push(folder);
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${origin}`, folder], { stdio: 'ignore' });
    await expect(planCommandProbes(request('HEAD~1'))).rejects.toMatchObject({
      code: 'probe',
      message: '--since: there is no commit `HEAD~1` in this shallow clone',
    });
  });

  test('without a revision the probe says so', async () => {
    commit({ ...project, [commandFile('orders')]: command([]) });
    const { plan } = await planCommandProbes(request(undefined));
    expect(plan.probes.map(({ plan: one }) => ('reason' in one ? one.reason : ''))).toEqual([
      'there is nothing to compare with: `--since` names a revision',
    ]);
  });
});
