import type { FilePath } from '../../core/location.ts';
import type { Sources } from '../../project/sources.ts';

/**
 * Folders from which imports start, where the configuration does not say: the project root, every folder with a
 * `manage.py` (Python puts the script's folder on its path), a `src` folder, and what settings and start scripts put on
 * `sys.path` by a folder's name.
 */
export function guessSourceRoots(sources: Pick<Sources, 'files' | 'mentioning' | 'text'>): readonly string[] {
  const { files } = sources;
  const all = new Set<string>(files);
  const started = files.filter((file) => /(^|\/)manage\.py$/.test(file)).map(folderOf);
  // A package whose modules are found from beside it is not where imports start, too: `shop/jinja2.py` is no `jinja2`.
  const withManage = started.filter((folder) => !(all.has(`${folder}/__init__.py`) && all.has(beside(folder))));
  const withSource = files.some((file) => file.startsWith('src/')) ? ['src'] : [];
  const starting = sources.mentioning(
    pathChange,
    files.filter((file) => startsProject.test(file)),
  );
  const added = starting.flatMap((file) => foldersOnPath(file, sources.text(file) ?? '', files));
  return [...new Set([...withManage, ...withSource, ...added].filter((folder) => folder !== '')), '.'];
}

/** Whatever runs before the first import of an app. */
const startsProject = /(^|\/)(manage|wsgi|asgi|conftest|celery|(\w+_)?settings|settings\/\w+|config\/\w+)\.py$/;

/** `sys.path.insert(0, os.path.join(BASE_DIR, "apps"))`, `sys.path.append(str(ROOT / "apps"))` */
const pathChange = /^[ \t]*sys\.path\.(?:insert|append)\([^\n]*?(["'])([\w-]+(?:\/[\w-]+)*)\1[\s)]*$/m;

/** The nearest folders of these names, seen from the file outwards; a path that is computed otherwise is not followed. */
function foldersOnPath(file: FilePath, text: string, files: readonly FilePath[]): readonly string[] {
  return [...text.matchAll(new RegExp(pathChange, 'gm'))].flatMap(([, , name = '']) => {
    for (let around = folderOf(file); ; around = folderOf(around)) {
      const folder = around === '' ? name : `${around}/${name}`;
      if (files.some((other) => other.startsWith(`${folder}/`))) return [folder];
      if (around === '') return [];
    }
  });
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The `manage.py` of the folder around a package. */
function beside(folder: string): string {
  return [folderOf(folder), 'manage.py'].filter((part) => part !== '').join('/');
}
