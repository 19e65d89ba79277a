import picomatch from 'picomatch';

/** Globs over paths: `*` stops at `/`, `**` does not; names that start with a dot are no exception. */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  return globs.length === 0 ? () => false : picomatch([...globs], { dot: true });
}
