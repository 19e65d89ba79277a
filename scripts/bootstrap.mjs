/** What a fresh clone needs before anything else can run. Plain Node: no package is there yet. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const root = join(import.meta.dirname, '..');

const needed = { node: '20.19', python: '3.10' };

/** Throws unless Node and git are there, Node recent enough. */
export function requireTools() {
  if (!isAtLeast(process.versions.node, needed.node)) {
    throw new Error(`Node ${needed.node} or newer is needed; this is ${process.versions.node}`);
  }
  if (spawnSync('git', ['--version']).status !== 0) throw new Error('git is needed and was not found');
}

/**
 * Path of a Python that is recent enough: `$PYTHON`, else `python3`, else `python`.
 *
 * @returns {string}
 */
export function findPython() {
  const found = [process.env.PYTHON, 'python3', 'python'].flatMap((command) => {
    if (command === undefined || command === '') return [];
    const script = 'import platform, sys; print(platform.python_version(), sys.executable)';
    const { status, stdout } = spawnSync(command, ['-c', script], { encoding: 'utf8' });
    const [, version, path] = /^(\S+) (.+)$/m.exec(status === 0 ? stdout : '') ?? [];
    return version === undefined || path === undefined ? [] : [{ version, path }];
  });
  const usable = found.find(({ version }) => isAtLeast(version, needed.python));
  if (usable !== undefined) return usable.path;
  const versions = found.map(({ version }) => version).join(', ') || 'none';
  throw new Error(
    `Python ${needed.python} or newer is needed; found: ${versions}. PYTHON=/path/to/python names another`,
  );
}

/**
 * Chromium for the tests of pages: from the packages of the system where we may install any, else a word on what is missing.
 * The tests fail without it; nothing is skipped.
 */
export async function installBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  if (folders.some((folder) => names.some((name) => existsSync(join(folder, name))))) return;
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (!canInstall) {
    process.stderr.write('warning: there is no Chromium, and tests of pages will fail: apt-get install chromium\n');
    return;
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { env });
}

/** `npm ci` where the packages are missing, or older than the lock file. */
export async function installPackages() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  await run('npm', ['ci', '--no-audit', '--no-fund']);
}

/**
 * A virtual environment with the packages of `scripts/requirements/<name>.txt`, made anew when these change.
 *
 * @param {string} python
 * @param {string} name
 * @param {(text: string) => void} [log]
 * @returns {Promise<string>} Path of its Python.
 */
export async function virtualEnvironment(python, name, log) {
  const folder = join(root, '.cache', `venv-${name}`);
  const executable = join(folder, 'bin', 'python');
  const stamp = join(folder, '.synclint-stamp');
  const requirements = ['clients', name].map((file) => join(root, 'scripts/requirements', `${file}.txt`));
  const hash = createHash('sha256').update(python);
  for (const file of requirements) hash.update(readFileSync(file));
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(executable)) return executable;

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(root, '.cache'), { recursive: true });
  await run(python, ['-m', 'venv', folder], { log });
  const requirement = join(root, 'scripts/requirements', `${name}.txt`);
  await run(executable, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirement], { log });
  writeFileSync(stamp, wanted);
  return executable;
}

/**
 * Runs a program to its end; rejects when it ends otherwise than expected. Its output goes to `log`, or where ours goes.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, log?: ((text: string) => void) | undefined, exitCode?: number }} [options]
 * @returns {Promise<void>}
 */
export function run(command, args, { cwd = root, env = {}, log, exitCode = 0 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', log === undefined ? 'inherit' : 'pipe', log === undefined ? 'inherit' : 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => log?.(text));
    }
    child.once('error', (cause) => {
      reject(new Error(`\`${command}\` could not be started`, { cause }));
    });
    child.once('close', (code, signal) => {
      if (code === exitCode) resolve();
      else reject(new Error(`\`${[command, ...args].join(' ')}\` ended with ${signal ?? `exit code ${String(code)}`}`));
    });
  });
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : JSON.stringify(error);
}

/**
 * @param {string} version
 * @param {string} minimum
 */
function isAtLeast(version, minimum) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = minimum.split('.').map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}
