import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { compileIfStale } from './compiled.ts';
import { launcher, plainEnvironment, synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();
let watching: ChildProcess | undefined;

beforeAll(compileIfStale);
afterEach(() => {
  watching?.kill('SIGKILL');
});
afterAll(() => {
  workshop.clear();
});

const suppressing = 'x = 1  # synclint: ignore[unused-suppression, missing-required-flag] why\n';
const files = {
  'manage.py': '',
  'synclint.toml':
    'select = ["unused-suppression"]\nextend-select = ["missing-required-flag"]\nexclude = ["left_out"]\n',
  '.gitignore': 'ignored.py\n',
  'shop/__init__.py': '',
  'shop/orders.py': 'x = 1\n',
};

/** `check --watch` on a folder of its own, with all that it has said. */
function watch(root: string) {
  const said = { output: '', log: '' };
  const process_ = spawn(process.execPath, [launcher, 'check', '-w', '--output-format', 'concise'], {
    cwd: root,
    env: plainEnvironment,
  });
  watching = process_;
  process_.stdout.on('data', (data: Buffer) => (said.output += data.toString()));
  process_.stderr.on('data', (data: Buffer) => (said.log += data.toString()));
  const exitCode = new Promise<number | null>((resolve) => process_.once('exit', resolve));
  const runs = (): number => said.log.split('waiting for changes').length - 1;
  const until = async (number: number): Promise<void> => {
    for (let tries = 0; runs() < number && tries < 400; tries++) await setTimeout(50);
    expect(runs(), said.log).toBe(number);
  };
  return { said, exitCode, until, runs, interrupt: () => process_.kill('SIGINT') };
}

test('Watching checks again after a change, says what has changed, and ends with Ctrl-C', async () => {
  const root = realpathSync(workshop.folder(files));
  const { said, exitCode, until, interrupt } = watch(root);
  await until(1);
  expect(said.output).toContain('No findings.');
  writeFileSync(join(root, 'shop/orders.py'), suppressing);
  await until(2);
  expect(said.output).toMatch(/^shop\/orders\.py:1:\d+ warning\[unused-suppression\]/m);
  expect(said.log).toMatch(/shop\/orders\.py changed, checked in \d+\.\d s; waiting for changes/);
  mkdirSync(join(root, 'shop/new'));
  writeFileSync(join(root, 'shop/new/file.py'), suppressing);
  await until(3);
  expect(said.output).toContain('shop/new/file.py:1');
  rmSync(join(root, 'shop/new'), { recursive: true });
  await until(4);
  // No terminal, no screen to be cleared.
  expect(said.output).not.toContain('\u001b');
  interrupt();
  expect(await exitCode).toBe(130);
});

test('Files that are ignored, excluded or ours start nothing', async () => {
  const root = realpathSync(workshop.folder(files));
  const { said, until, runs } = watch(root);
  await until(1);
  for (const folder of ['.synclint', 'left_out', 'shop/notes']) mkdirSync(join(root, folder));
  for (const file of ['.synclint/x.py', 'left_out/x.py', 'ignored.py', 'shop/ignored.py', 'shop/notes/readme.txt']) {
    writeFileSync(join(root, file), suppressing);
  }
  await setTimeout(1_500);
  expect(runs(), said.log).toBe(1);
  writeFileSync(join(root, 'shop/orders.py'), suppressing);
  await until(2);
  expect(said.log).toContain('shop/orders.py changed');
});

test('A configuration that is broken meanwhile is told, and waited for', async () => {
  const root = realpathSync(workshop.folder(files));
  const { said, until } = watch(root);
  await until(1);
  writeFileSync(join(root, 'synclint.toml'), 'select = ["unsued-suppression"]\n');
  await until(2);
  expect(said.log).toMatch(/error: synclint\.toml:1:11.*\nhelp: /);
  writeFileSync(join(root, 'synclint.toml'), 'select = []\n');
  await until(3);
});

test.each([
  { args: ['-', '--stdin-filename', 'a.py'], named: '`-`' },
  { args: ['--fix'], named: '--fix' },
  { args: ['--diff'], named: '--diff' },
  { args: ['--show-files'], named: '--show-files' },
])('--watch and $named exclude each other', async ({ args, named }) => {
  const { exitCode, stderr } = await synclint(['check', '--watch', ...args], { cwd: workshop.folder(files) });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: `error: --watch and ${named} exclude each other\nhelp: leave one of them out\n`,
  });
});
