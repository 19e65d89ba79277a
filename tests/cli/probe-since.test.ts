import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { compileIfStale } from './compiled.ts';
import { synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();

beforeAll(compileIfStale);
afterEach(() => {
  workshop.clear();
});

const orders = 'shop/management/commands/orders.py';
const files = {
  'manage.py': '',
  [orders]:
    'from django.core.management.base import BaseCommand\n\n\nclass Command(BaseCommand):\n    def handle(self, *args, **options):\n        pass\n',
};

function repository(): string {
  const folder = workshop.folder(files);
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, ...identity, ...args]);
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  return folder;
}

const probe = (folder: string, ...more: readonly string[]) =>
  synclint(['probe', 'commands', '--since', ...more], { cwd: folder });

test('nothing that changed affects a command: nothing is run, and somebody says so', async () => {
  const { exitCode, stdout, stderr } = await probe(repository(), 'main');
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  expect(stderr).toContain('1 command is not selected, as nothing that it reaches has changed since `main`: orders');
});

test('a changed command is planned', async () => {
  const folder = repository();
  writeFileSync(join(folder, orders), `${files[orders]}\n# changed\n`);
  const { exitCode, stdout, stderr } = await probe(folder, 'main', '--plan', '--only', 'old-invocations-parse');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain('run (no arguments)  [arguments only]\n      = old-invocations-parse');
});

test('a name that matches no command is still an error', async () => {
  const { exitCode, stderr } = await probe(repository(), 'main', 'nothing');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('there is no command that matches `nothing`');
});

test('a revision that does not exist, and a project without repository, are wrong usage', async () => {
  const wrong = await probe(repository(), 'nowhere');
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toMatch(/^error: --since: there is no commit `nowhere`\nhelp: .*\n$/);
  const outside = await probe(workshop.folder(files), 'main');
  expect(outside.exitCode).toBe(2);
  expect(outside.stderr).toMatch(/^error: --since: the project is in no git repository\nhelp: .*\n$/);
});

test('without git nothing can be compared', async () => {
  const folder = repository();
  const { exitCode, stderr } = await synclint(['probe', 'commands', '--since', 'main'], {
    cwd: folder,
    env: { PATH: folder },
  });
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/^error: --since: git is not installed\nhelp: .*\n$/);
});
