import picomatch from 'picomatch';

/** Whether patterns of `exclude` leave a path out, for its own sake or for that of a folder it is in. */
export interface Exclusion {
  /** Looks at the path alone: for walks, which never enter an excluded folder. */
  readonly excludes: (path: string) => boolean;
  /** Looks at the folders above it too. */
  readonly excludesWithin: (path: string) => boolean;
}

/** A pattern without `/` stands for a name at any depth; one with `/` for a path from the project root. */
export function exclusionOf(patterns: readonly string[]): Exclusion {
  const cleaned = patterns.map((pattern) => pattern.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, ''));
  const matchesName = matcherOf(cleaned.filter((pattern) => !pattern.includes('/')));
  const matchesPath = matcherOf(cleaned.filter((pattern) => pattern.includes('/')));
  const excludes = (path: string): boolean => matchesName(path.slice(path.lastIndexOf('/') + 1)) || matchesPath(path);

  const folders = new Map<string, boolean>();
  const folderIsExcluded = (folder: string): boolean => {
    let excluded = folders.get(folder);
    if (excluded === undefined) {
      excluded = excludes(folder) || folderIsExcludedAbove(folder);
      folders.set(folder, excluded);
    }
    return excluded;
  };
  const folderIsExcludedAbove = (path: string): boolean => {
    const end = path.lastIndexOf('/');
    return end !== -1 && folderIsExcluded(path.slice(0, end));
  };
  return { excludes, excludesWithin: (path) => excludes(path) || folderIsExcludedAbove(path) };
}

function matcherOf(patterns: readonly string[]): (text: string) => boolean {
  const isPlain = (pattern: string): boolean => !/[*?[\]{}()!+@\\]/.test(pattern);
  const plain = new Set(patterns.filter(isPlain));
  const globs = patterns.filter((pattern) => pattern !== '' && !isPlain(pattern));
  const matchesGlob = globs.length === 0 ? () => false : picomatch(globs, { dot: true });
  return (text) => plain.has(text) || matchesGlob(text);
}
