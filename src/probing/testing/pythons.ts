import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const staleMs = 600_000;

/** Python of one of the virtual environments of the tests, which is made when it is not there. */
export function pythonWith(packages: 'django42' | 'django52' | 'precommit'): string {
  const script = `
    const { findPython, virtualEnvironment } = await import(${JSON.stringify(join(root, 'scripts/bootstrap.mjs'))});
    process.stdout.write('\\n' + (await virtualEnvironment(findPython(), ${JSON.stringify(packages)})));
  `;
  return alone(packages, () => {
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    return printed.trim().split('\n').at(-1) ?? '';
  });
}

/** Several files of tests may want the same environment at the same time. */
function alone<T>(name: string, work: () => T): T {
  const lock = join(root, '.cache', `making-${name}`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  while (!take(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  try {
    return work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (made !== 0 && Date.now() - made > staleMs) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}
