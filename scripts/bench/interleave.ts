import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** One program with its arguments, to be timed from start to end. */
export interface Case {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly input?: string;
  /** Done before each run, off the clock. */
  readonly prepare?: () => void;
  /** Runs that are enough, where it is slow; as many as of all others where it is not. */
  readonly enough?: number;
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
      if (turn > (item.enough ?? runs)) continue;
      const time = timed(item);
      if (turn > 0) times.get(item.name)?.push(time);
    }
  }
  return new Map([...times].map(([name, values]) => [name, percentile(values, 50)]));
}

/** Milliseconds; throws where it did not do its work. */
export function timed({ name, command, args, cwd, input, prepare, exitCodes }: Case): number {
  prepare?.();
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

/** The value below which so many of a hundred lie, in between of two where there is none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = ((sorted.length - 1) * percent) / 100;
  const lower = sorted[Math.floor(position)] ?? Number.NaN;
  const upper = sorted[Math.ceil(position)] ?? Number.NaN;
  return lower + (upper - lower) * (position % 1);
}
