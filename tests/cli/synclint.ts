import { join } from 'node:path';
import { execa } from 'execa';
import { repository } from './compiled.ts';

export const launcher = join(repository, 'bin', 'synclint.js');

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Modes of files count, also where the tests run as root. */
  readonly unprivileged?: boolean;
}

export interface RunResult {
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the compiled program as a process of its own, with an environment that says nothing. */
export async function synclint(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [program, ...before] = options.unprivileged ? bound : [process.execPath];
  const { exitCode, stdout, stderr } = await execa(program, [...before, launcher, ...args], {
    cwd: options.cwd ?? repository,
    input: options.input ?? '',
    extendEnv: false,
    env: { ...plainEnvironment, ...options.env },
    reject: false,
    stripFinalNewline: false,
    timeout: 50_000,
  });
  return { exitCode, stdout, stderr };
}

export const plainEnvironment = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', TZ: 'UTC' };

/** Without the privilege to ignore modes root is an owner like any other, and may still read wherever this lies. */
const bound: readonly [string, ...string[]] =
  process.getuid?.() === 0
    ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', process.execPath]
    : [process.execPath];
