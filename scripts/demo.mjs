/**
 * `npm run demo`: installs and compiles if needed, checks both sample projects, compares with what is expected, and runs some of their
 * commands in the sandbox.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython, installPackages, messageOf, requireTools, root, run, virtualEnvironment } from './bootstrap.mjs';

const samples = [
  {
    project: 'ingestion',
    about: 'a project that keeps the rules',
    exitCode: 0,
    commands: ['sync_arrivy_customers', 'sync_five9_contacts', 'db_genius_quotes'],
    probed: { expected: 'clean', format: 'full' },
  },
  {
    project: 'ingestion-legacy',
    about: 'its old copy, with planted defects',
    exitCode: 1,
    commands: ['sync_arrivy_customers', 'sync_arrivy_tasks', 'sync_callrail_{summaries,tags,users}'],
    // Every finding with its evidence fills many screens.
    probed: { expected: 'flawed', format: null },
  },
];

const reports = mkdtempSync(join(tmpdir(), 'synclint-demo-'));
try {
  requireTools();
  const python = findPython();
  await installPackages();
  await quietly('npm', ['run', '--silent', 'compile']);
  process.stdout.write('Django for the sample projects, once: .cache/venv-django52\n');
  let executable = '';
  await quietly(async (log) => (executable = await virtualEnvironment(python, 'django52', log)));
  for (const sample of samples) {
    await lint(sample);
    await probe(sample, executable);
  }
} catch (error) {
  process.stderr.write(`error: ${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true });
}

/** @param {typeof samples[number]} sample */
async function lint({ project, about, exitCode }) {
  const report = join(reports, `${project}-check.json`);
  const folder = `fixtures/projects/${project}`;
  const args = ['check', folder, '--output-format', 'concise'];
  process.stdout.write(`\n$ synclint ${args.join(' ')}    # ${about}\n`);
  await synclint([...args, '--report', `json=${report}`], { exitCode });
  await script('verify.ts', [folder, written(report)]);
}

/**
 * @param {typeof samples[number]} sample
 * @param {string} python
 */
async function probe({ project, commands, exitCode, probed: { expected, format } }, python) {
  const report = join(reports, `${project}-probe.json`);
  const args = ['probe', 'commands', ...commands];
  const typed = args.map((arg) => (/^[\w-]+$/.test(arg) ? arg : `'${arg}'`)).join(' ');
  process.stdout.write(`\n$ cd fixtures/projects/${project} && synclint ${typed}\n`);
  const output = format === null ? ['--output-format', 'json', '-o', report] : ['--report', `json=${report}`];
  const cwd = join(root, 'fixtures/projects', project);
  await synclint([...args, '--no-record', '--python', python, ...output], { cwd, exitCode });
  await script('summary.ts', [written(report), expected]);
}

/**
 * @param {readonly string[]} args
 * @param {{ cwd?: string, exitCode: number }} options
 */
async function synclint(args, options) {
  await run(process.execPath, [join(root, 'bin/synclint.js'), ...args], options);
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 */
async function script(name, args) {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  await run(process.execPath, [tsx, join(root, 'scripts/demo', name), ...args]);
}

/** @param {string} report */
function written(report) {
  if (!existsSync(report)) throw new Error('no report was written');
  return report;
}

/**
 * Says nothing unless it fails.
 *
 * @param {string | ((log: (text: string) => void) => Promise<unknown>)} work
 * @param {readonly string[]} [args]
 */
async function quietly(work, args = []) {
  let output = '';
  /** @param {string} text */
  const log = (text) => (output += text);
  try {
    if (typeof work === 'string') await run(work, args, { log });
    else await work(log);
  } catch (error) {
    process.stderr.write(output);
    throw error;
  }
}
