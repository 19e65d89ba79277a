import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileIfStale, repository } from './compiled.ts';
import { launcher, plainEnvironment, synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();
const schema = JSON.parse(readFileSync(join(repository, 'docs/schemas/inventory.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ strict: false }).compile(schema);

interface Printed {
  readonly commands: readonly {
    readonly name: string;
    readonly system: string | null;
    readonly engine: string | null;
    readonly history: string;
    readonly children: readonly { readonly name: string | null; readonly passes: readonly string[] }[];
  }[];
}

beforeAll(compileIfStale);
afterAll(() => {
  workshop.clear();
});

async function inventoryOf(cwd: string, ...args: readonly string[]): Promise<Printed> {
  const { stdout } = await synclint(['inventory', '--output-format', 'json', ...args], { cwd });
  const printed = JSON.parse(stdout) as Printed;
  expect(validate(printed), JSON.stringify(validate.errors)).toBe(true);
  return printed;
}

test.each(['ingestion', 'ingestion-legacy'] as const)('the inventory of %s keeps its contract', async (name) => {
  const { commands } = await inventoryOf(join(repository, 'fixtures/projects', name));
  expect(commands.length).toBeGreaterThan(16);
});

test('the inventory of the sample has its engines, its history and its children', async () => {
  const { commands } = await inventoryOf(join(repository, 'fixtures/projects/ingestion'));
  const found = new Map(commands.map((command) => [command.name, command]));
  expect(found.get('sync_arrivy_tasks')).toMatchObject({ system: 'arrivy', history: 'yes' });
  expect(found.get('sync_arrivy_tasks')?.engine).toMatch(/^ingestion\..*\.TasksSyncEngine$/);
  const children = found.get('sync_arrivy_all')?.children ?? [];
  const order = ['groups', 'status', 'customers', 'entities', 'bookings', 'tasks'].map((name) => `sync_arrivy_${name}`);
  expect(children.map(({ name }) => name)).toEqual(order);
  expect(children[0]?.passes).toContain('dry_run');
});

const plain = {
  'manage.py': '',
  'shop/management/commands/load.py':
    'from django.core.management.base import BaseCommand\n\n\nclass Command(BaseCommand):\n    def handle(self, **options):\n        pass\n',
};

test('a project without configuration has no systems', async () => {
  const project = workshop.folder(plain);
  const { commands } = await inventoryOf(project);
  expect(commands).toMatchObject([{ name: 'load', system: null, engine: null, history: 'unknown' }]);
  const { stdout, stderr, exitCode } = await synclint(['inventory'], { cwd: project });
  expect({ stdout, stderr, exitCode }).toEqual({
    stdout: 'COMMAND  FLAGS\nload     0\n\n1 command.\n',
    stderr: '',
    exitCode: 0,
  });
});

test('paths and patterns choose what is listed; nothing to list is a failure', async () => {
  const project = workshop.folder({
    ...plain,
    'stock/management/commands/count.py': plain['shop/management/commands/load.py'],
  });
  expect((await inventoryOf(project, 'stock')).commands.map(({ name }) => name)).toEqual(['count']);
  expect((await inventoryOf(project, '--commands', 'l*')).commands.map(({ name }) => name)).toEqual(['load']);
  const nothing = await synclint(['inventory', '--commands', 'sync_*'], { cwd: project });
  expect(nothing.exitCode).toBe(2);
  expect(nothing.stderr).toContain('there is no command that matches `sync_*`');
  expect((await synclint(['inventory', '--commands', 'sync_*', '--allow-empty'], { cwd: project })).exitCode).toBe(0);
});

test('writes to a file, and not to a folder', async () => {
  const project = workshop.folder(plain);
  const { stdout, exitCode } = await synclint(['inventory', '-o', 'commands.txt'], { cwd: project });
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 0 });
  expect(readFileSync(join(project, 'commands.txt'), 'utf8')).toContain('load     0');
  expect((await synclint(['inventory', '-o', 'shop'], { cwd: project })).exitCode).toBe(2);
});

test('refuses a format that there is not', async () => {
  const { stderr, exitCode } = await synclint(['inventory', '--output-format', 'jsn']);
  expect(stderr).toContain('did you mean `json`?');
  expect(exitCode).toBe(2);
});

test('a reader that goes away is no error', async () => {
  const project = workshop.sample('ingestion');
  const command = `"${process.execPath}" "${launcher}" inventory --output-format json; echo "exit $?" >&2`;
  const shell = execa('bash', ['-c', `{ ${command}; } | head -c 10`], {
    cwd: project,
    extendEnv: false,
    env: plainEnvironment,
  });
  const { stderr } = await shell;
  expect(stderr).toBe('exit 0');
});
