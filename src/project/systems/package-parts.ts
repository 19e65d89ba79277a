import type { FilePath } from '../../core/location.ts';
import { pathMatcher } from '../globs.ts';

/** Something that the package of a system has, by the layers of the configuration. */
interface Part {
  /** `clients/` for a folder, `validators` for what may be a module or a folder. */
  readonly name: string;
  readonly isIn: (path: string) => boolean;
}

/** Modules that every package of a system has, whatever its layers are. */
const modules: readonly Part[] = [
  { name: '__init__.py', isIn: (path) => path === '__init__.py' },
  // A base is the package's own, or that of one of its parts.
  { name: 'base.py', isIn: (path) => /(^|\/)_?base(\.py$|\/)/.test(path) },
];

/**
 * What the package of a system lacks, by name.
 *
 * The globs of the layers say what it should have: `ingestion/sync/{name}/clients/**` demands `clients/` of
 * `ingestion/sync/arrivy`.
 */
export function missingParts(
  folder: string,
  files: readonly FilePath[],
  layers: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const paths = files.map((file) => file.slice(folder.length + 1));
  const parts = [...modules, ...partsOfLayers(folder, Object.values(layers).flat())];
  return parts.filter(({ isIn }) => !paths.some(isIn)).map(({ name }) => name);
}

function partsOfLayers(folder: string, globs: readonly string[]): readonly Part[] {
  const byStem = new Map<string, string[]>();
  for (const glob of globs) {
    const rest = withinFolder(folder, glob);
    const stem = /^\w+/.exec(rest ?? '')?.[0];
    if (rest !== undefined && stem !== undefined) byStem.set(stem, [...(byStem.get(stem) ?? []), rest]);
  }
  return [...byStem].map(([stem, rests]) => {
    const matches = pathMatcher(rests);
    const isFolder = rests.every((rest) => rest.startsWith(`${stem}/`));
    // What may be a module may also be one of another part: `processors/validators.py`.
    const elsewhere = new RegExp(`(^|/)${stem}[^/]*(\\.py$|/)`);
    return {
      name: isFolder ? `${stem}/` : stem,
      isIn: (path) => matches(path) || (!isFolder && elsewhere.test(path)),
    };
  });
}

/** The part of a glob that speaks of the inside of a folder; undefined: it speaks of other places, or of all of it. */
function withinFolder(folder: string, glob: string): string | undefined {
  const depth = folder.split('/').length;
  const segments = glob.split('/');
  const outer = segments.slice(0, depth);
  if (segments.length <= depth || outer.includes('**') || !pathMatcher([outer.join('/')])(folder)) return undefined;
  return segments.slice(depth).join('/');
}
