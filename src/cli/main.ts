import { isatty } from 'node:tty';
import { ProbeError } from '../core/errors.ts';
import { leaveErrorsToWriters, write } from './streams.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { describeFailure } from './failure.ts';
import { parseArguments } from './program.ts';
import type { Session } from './session.ts';

/**
 * Runs a command line in this process and sets its exit code.
 *
 * @remarks Never ends the process while something is left to be written: only an interruption does, since whatever is
 * still going on would otherwise keep it alive.
 */
export async function main(args: readonly string[]): Promise<void> {
  leaveErrorsToWriters(process.stdout, process.stderr);
  const interruption = new AbortController();
  const cleanUps = new Set<() => Promise<void>>();
  const interrupted = new Promise<ExitCode>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        interruption.abort();
        resolve(exitCodes.interrupted);
      });
    }
  });
  process.once('uncaughtException', (error) => void fail(error).then(() => process.exit(exitCodes.failure)));

  const exitCode = await Promise.race([run(args, sessionOf(interruption.signal, cleanUps)), interrupted]);
  if (exitCode === exitCodes.interrupted) {
    await Promise.allSettled([...cleanUps].map((cleanUp) => cleanUp()));
    await log('interrupted\n').catch(() => undefined);
    process.exit(exitCode);
  }
  process.exitCode = exitCode;
}

async function run(args: readonly string[], session: Session): Promise<ExitCode> {
  try {
    const action = await parseArguments(args, session);
    return await action();
  } catch (error) {
    if (session.interruption.aborted) return exitCodes.interrupted;
    await fail(error);
    return error instanceof ProbeError ? exitCodes.inconclusive : exitCodes.failure;
  }
}

function sessionOf(interruption: AbortSignal, cleanUps: Set<() => Promise<void>>): Session {
  const { stdout, env } = process;
  const capable = env['TERM'] !== 'dumb';
  return {
    cwd: process.cwd(),
    print: (text) => write(stdout, 'standard output', text),
    log,
    terminals: { output: capable && isatty(1), log: capable && isatty(2) },
    environment: env,
    interruption,
    beforeLeaving(cleanUp) {
      cleanUps.add(cleanUp);
      return () => cleanUps.delete(cleanUp);
    },
  };
}

async function fail(error: unknown): Promise<void> {
  // With nowhere left to complain, the exit code has to say it.
  await log(describeFailure(error)).catch(() => undefined);
}

function log(text: string): Promise<void> {
  return write(process.stderr, 'standard error', text);
}
