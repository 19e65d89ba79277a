import { execFileSync, spawn } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { tiny } from './bad-inputs/bad-input.ts';
import { compileIfStale, repository } from './compiled.ts';
import { manyCommands } from './many-commands.ts';
import { launcher, plainEnvironment, synclint } from './synclint.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();

beforeAll(compileIfStale);
afterEach(() => {
  workshop.clear();
});

test('A reader that goes away ends the run quietly, with the exit code that it would have had', async () => {
  const folder = workshop.sample('ingestion-legacy');
  const child = spawn(process.execPath, [launcher, 'check', '--output-format', 'json'], { cwd: folder });
  child.stdout.destroy();
  const errors = textOf(child.stderr);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  expect(exitCode).toBe(1);
  expect(await errors).toBe('');
});

test('`| head -1` shows the first line and no error', () => {
  const command = `"${process.execPath}" "${launcher}" check --output-format json | head -1; echo "\${PIPESTATUS[0]}"`;
  const folder = workshop.sample('ingestion-legacy');
  const output = execFileSync('bash', ['-c', `{ ${command}; } 2>&1`], { cwd: folder, encoding: 'utf8' });
  expect(output).toBe('{\n1\n');
});

test('A report of megabytes arrives completely at a slow reader', async () => {
  const folder = manyCommands(workshop, 120, 1);
  const child = spawn(process.execPath, [launcher, 'check', '--output-format', 'json'], { cwd: folder });
  await setTimeout(1_000);
  const [output, [exitCode]] = await Promise.all([
    textOf(child.stdout),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  expect(exitCode).toBe(1);
  expect(output.length).toBeGreaterThan(400_000);
  expect(JSON.parse(output)).toMatchObject({ version: 1 });
});

test.each([
  ['a run without findings', 'ingestion' as const],
  ['a run with findings', 'ingestion-legacy' as const],
])('A full disk under standard output is an error: %s', async (_, sample) => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [launcher, 'check'], {
    cwd: workshop.sample(sample),
    stdio: ['ignore', full, 'pipe'],
  });
  closeSync(full);
  const [errors, [exitCode]] = await Promise.all([
    textOf(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  expect(exitCode).toBe(2);
  expect(errors).toMatch(/^error: cannot write to standard output \(ENOSPC/);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a run with 130, a word, and no report', async (signal) => {
  const folder = manyCommands(workshop, 150, 300);
  const child = spawn(process.execPath, [launcher, 'check', '-o', 'out.json', '--report', 'sarif=out.sarif'], {
    cwd: folder,
    env: plainEnvironment,
  });
  const errors = textOf(child.stderr);
  await setTimeout(600);
  child.kill(signal);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  expect(exitCode).toBe(130);
  expect(await errors).toBe('interrupted\n');
  const left = readdirSync(folder).filter((name) => name !== '.synclint');
  expect(left.sort()).toEqual(['ingestion', 'manage.py', 'synclint.toml']);
});

test('SIGINT ends a run that waits for standard input', async () => {
  const child = spawn(process.execPath, [launcher, 'check', '-', '--stdin-filename', 'x.py'], {
    cwd: workshop.folder(tiny),
  });
  await setTimeout(600);
  child.kill('SIGINT');
  const [exitCode] = (await once(child, 'close')) as [number | null];
  expect(exitCode).toBe(130);
});

test('No program that the repository names is started', async () => {
  const folder = workshop.sample('ingestion');
  const marker = join(workshop.folder(), 'started');
  const script = join(folder, 'hostile.sh');
  writeFileSync(script, `#!/bin/sh\ntouch '${marker}'\n`, { mode: 0o755 });
  writeFileSync(join(folder, '.gitattributes'), '*.py filter=hostile diff=hostile\n');
  const git = (...args: readonly string[]): void => {
    execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  };
  git('init');
  const settings = ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'core.editor', 'diff.external'];
  const drivers = ['diff.hostile.textconv', 'diff.hostile.command', 'filter.hostile.clean', 'filter.hostile.process'];
  for (const name of [...settings, ...drivers]) git('config', name, script);
  git('config', 'core.hooksPath', '.hooks');
  mkdirSync(join(folder, '.hooks'));
  for (const hook of ['post-index-change', 'fsmonitor-watchman']) cpSync(script, join(folder, '.hooks', hook));

  const { exitCode } = await synclint(['check', '--report', 'sarif=out.sarif'], { cwd: folder });
  expect(exitCode).toBe(0);
  expect(existsSync(marker)).toBe(false);

  // The trap itself works: plain git falls into it.
  git('status');
  expect(existsSync(marker)).toBe(true);
});

test('Without a bundle the launcher says how to make it', () => {
  const folder = workshop.folder({ 'package.json': '{ "type": "module" }' });
  mkdirSync(join(folder, 'bin'));
  cpSync(launcher, join(folder, 'bin/synclint.js'));
  const child = spawn(process.execPath, [join(folder, 'bin/synclint.js'), 'check']);
  return Promise.all([textOf(child.stderr), once(child, 'close')]).then(([errors, [exitCode]]) => {
    expect(exitCode).toBe(2);
    expect(errors).toBe('error: synclint is not compiled\nhelp: run `npm ci && npm run compile` in its folder\n');
  });
});

test('An error of ours keeps its stack and asks to be reported', async () => {
  const folder = workshop.folder({ 'package.json': '{ "type": "module" }' });
  for (const part of ['bin', 'dist']) cpSync(join(repository, part), join(folder, part), { recursive: true });
  rmSync(join(folder, 'dist/tree-sitter-python.wasm'));
  const child = spawn(process.execPath, [join(folder, 'bin/synclint.js'), 'check'], { cwd: workshop.folder(tiny) });
  const [errors, [exitCode]] = await Promise.all([
    textOf(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  expect(exitCode).toBe(2);
  expect(errors).toMatch(/^internal error: .*\n[^]*please report it at https:/);
});

test('The bundle needs nothing beside itself', async () => {
  const folder = workshop.folder({ 'package.json': '{ "type": "module" }' });
  for (const part of ['bin', 'dist']) cpSync(join(repository, part), join(folder, part), { recursive: true });
  const alone = [join(folder, 'bin/synclint.js'), 'check', '--output-format', 'sarif'];
  const child = spawn(process.execPath, alone, { cwd: workshop.sample('ingestion-legacy'), env: plainEnvironment });
  const [output, [exitCode]] = await Promise.all([
    textOf(child.stdout),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  expect(exitCode).toBe(1);
  expect(JSON.parse(output)).toMatchObject({ version: '2.1.0' });
});

async function textOf(stream: AsyncIterable<unknown> | null): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of stream ?? []) chunks.push(String(chunk));
  return chunks.join('');
}
