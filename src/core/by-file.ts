import type { FilePath, Location } from './location.ts';

/** Things by the file that they stand in, in the order of their first ones. */
export function byFile<T extends { readonly at: Pick<Location, 'file'> }>(
  things: readonly T[],
): ReadonlyMap<FilePath, readonly T[]> {
  const files = new Map<FilePath, T[]>();
  for (const thing of things) {
    const others = files.get(thing.at.file);
    if (others === undefined) files.set(thing.at.file, [thing]);
    else others.push(thing);
  }
  return files;
}
