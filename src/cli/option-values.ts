import { availableParallelism } from 'node:os';
import { globProblem } from '../core/glob-limit.ts';
import { suggestion } from '../core/suggest.ts';
import { UsageError } from '../core/errors.ts';

/** Commander calls it for each time an option is given, with what it returned before. */
type Parse<T> = (value: string, previous: T | undefined) => T;

/** `a,b` and repeated: all of them. A comma within braces belongs to a glob. */
export function list(option: string): Parse<readonly string[]> {
  return (value, previous = []) => {
    const items = splitAtCommas(value);
    if (items.length === 0) throw new UsageError(`${option}: there is nothing in \`${value}\``);
    return [...previous, ...items];
  };
}

/** The same for globs over paths. */
export function globList(option: string): Parse<readonly string[]> {
  const parse = list(option);
  return (value, previous) => {
    const globs = parse(value, previous);
    for (const glob of globs) {
      const problem = globProblem(glob);
      if (problem !== undefined) throw new UsageError(`${option}: \`${glob}\`: ${problem}`);
    }
    return globs;
  };
}

export function repeated(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

/** One of a few words. */
export function choice<T extends string>(option: string, noun: string, choices: readonly T[]): Parse<T> {
  return (value) => {
    const found = choices.find((one) => one === value);
    if (found !== undefined) return found;
    throw new UsageError(
      `${option}: unknown ${noun} \`${value}\`${suggestion(value, choices)}`,
      `there is ${choices.join(', ')}`,
    );
  };
}

export function wholeNumber(option: string, { from, to = 999_999_999 }: { from: number; to?: number }): Parse<number> {
  return (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    if (number >= from && number <= to) return number;
    const limits = to === 999_999_999 ? `from ${from}` : `from ${from} to ${to}`;
    throw new UsageError(`${option}: expected a whole number ${limits}, found \`${value}\``);
  };
}

export function shard(value: string): { readonly part: number; readonly of: number } {
  const [, part = 0, of = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(value)?.map(Number) ?? [];
  if (part >= 1 && part <= of) return { part, of };
  throw new UsageError(`--shard: expected PART/PARTS, found \`${value}\``, 'for example 1/4, 2/4, 3/4 and 4/4');
}

export function seconds(option: string): Parse<number> {
  return (value) => {
    const number = /^\d{1,6}(\.\d{1,3})?$/.test(value) ? Number(value) : NaN;
    if (number > 0) return number;
    throw new UsageError(`${option}: expected a number of seconds, found \`${value}\``);
  };
}

const mostThreads = 64;

export function concurrency(value: string): number {
  if (value === 'auto') return usualConcurrency();
  return wholeNumber('--concurrency', { from: 1, to: mostThreads })(value, undefined);
}

/** Few even on a large machine: each thread has to load the grammar before it is of any use. */
export function usualConcurrency(): number {
  return Math.min(availableParallelism(), 4);
}

function splitAtCommas(value: string): readonly string[] {
  const items = value.match(/(?:\{[^}]*\}|\([^)]*\)|[^,])+/g) ?? [];
  return items.map((item) => item.trim()).filter((item) => item !== '');
}
