import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** One program with its arguments, to be timed from start to end. */
export interface Case {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly input?: string;
  /** Exit codes that mean that it did its work. */
  readonly exitCodes: readonly number[];
}

/**
 * Median milliseconds of each case. Cases take turns, so that whatever else the machine does slows all of them; the
 * first turn only warms the file cache.
 */
export function medians(cases: readonly Case[], runs: number): ReadonlyMap<string, number> {
  const times = new Map(cases.map(({ name }) => [name, [] as number[]]));
  for (let turn = 0; turn <= runs; turn += 1) {
    for (const item of cases) {
      const time = timed(item);
      if (turn > 0) times.get(item.name)?.push(time);
    }
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}

function timed({ name, command, args, cwd, input, exitCodes }: Case): number {
  const start = performance.now();
  const { status, error, stderr } = spawnSync(command, args, {
    cwd,
    stdio: ['pipe', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });
  const time = performance.now() - start;
  if (error !== undefined) throw error;
  if (status === null || !exitCodes.includes(status))
    throw new Error(`${name}: exit code ${status ?? 'none'}\n${stderr}`);
  return time;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
