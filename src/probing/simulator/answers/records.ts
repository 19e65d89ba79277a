import type { Json } from '../../../core/verdict.ts';
import type { Path } from '../json.ts';
import { keyOf } from './record-key.ts';
import { fill, numbersOf } from './template.ts';
import { copied, inEdition } from './vary.ts';

/** Records that a list is cut from. */
export interface Records {
  /** May be infinite. */
  readonly count: number;
  /** What identifies a record; null: nothing that is known. */
  readonly key: Path | null;
  readonly at: (index: number) => Json;
}

const usualCount = 5;

/** Records like the template. */
export function recordsLike(template: Json, key: Path | null, edition: 1 | 2, count = usualCount): Records {
  return { count, key: key ?? keyOf(template), at: (index) => fill(template, numbersOf(index, edition)) };
}

/** The very records; their second edition is made by changing what seems to be no code word. */
export function recordsOf(list: readonly Json[], key: Path | null, edition: 1 | 2): Records {
  const found = key ?? keyOf(list[0]);
  return {
    count: list.length,
    key: found,
    at: (index) => inEdition(list[index % list.length] ?? null, found, edition),
  };
}

/** Several records where only one is known. */
export function recordsFrom(example: Json, edition: 1 | 2): Records {
  const key = keyOf(example);
  return { count: usualCount, key, at: (index) => inEdition(copied(example, key, index), key, edition) };
}
