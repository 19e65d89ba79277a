import { createHash } from 'node:crypto';
import type { FilePath } from '../../core/location.ts';
import type { Discovery } from '../../discovery/discovery.ts';

/** One part of the files in scope; `part` counts from 1. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

/** The files that a run is about. By a hash of its path a file stays in its part when others come or go. */
export function filesInShard(
  { inScope, scriptsInScope }: Pick<Discovery, 'inScope' | 'scriptsInScope'>,
  shard: Shard | undefined,
): Pick<Discovery, 'inScope' | 'scriptsInScope'> {
  if (shard === undefined) return { inScope, scriptsInScope };
  const isIn = (file: FilePath): boolean => partOf(file, shard.of) === shard.part;
  return { inScope: inScope.filter(isIn), scriptsInScope: scriptsInScope.filter(isIn) };
}

function partOf(file: FilePath, parts: number): number {
  return (createHash('sha1').update(file).digest().readUInt32BE(0) % parts) + 1;
}
