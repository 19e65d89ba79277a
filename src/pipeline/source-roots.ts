import type { FilePath } from '../core/location.ts';

/**
 * Folders from which imports start, where the configuration does not say: the project root, every folder with a
 * `manage.py` (Python puts the script's folder on its path), and a `src` folder.
 */
export function guessSourceRoots(files: readonly FilePath[]): readonly string[] {
  const withManage = files
    .filter((file) => /(^|\/)manage\.py$/.test(file))
    .map((file) => file.replace(/\/?manage\.py$/, ''));
  const withSource = files.some((file) => file.startsWith('src/')) ? ['src'] : [];
  return [...new Set([...withManage.filter((folder) => folder !== ''), ...withSource, '.'])];
}
