import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DocumentSyntaxError, valueOf } from './formats/document.ts';
import { valueAt } from './merge.ts';

/** In the order of their precedence within one folder. Only data: nothing that would have to be executed. */
const ownFiles = [
  'synclint.toml',
  'synclint.yaml',
  'synclint.yml',
  'synclint.json',
  '.synclintrc.toml',
  '.synclintrc.yaml',
  '.synclintrc.yml',
  '.synclintrc.json',
];

/** A file of this name may configure a project. */
export function isConfigurationFile(name: string): boolean {
  return name === 'pyproject.toml' || ownFiles.includes(name);
}

/**
 * The configuration file of a folder itself, not of one above it.
 *
 * @remarks Not cosmiconfig: whatever it is told to search, it first loads `.config/config.js` of the working directory,
 * which would execute code of the project.
 */
export async function configurationFileIn(folder: string): Promise<string | undefined> {
  const own = ownFiles.map((name) => join(folder, name)).find((file) => lstatSync(file, { throwIfNoEntry: false }));
  if (own !== undefined) return own;
  const shared = join(folder, 'pyproject.toml');
  return (await hasOwnTable(shared)) ? shared : undefined;
}

/**
 * The nearest configuration file from a folder upward: as far as the top of the repository, so that nothing that
 * happens to lie above a project can configure it. Outside a repository only the folder itself is looked at.
 */
export async function findConfigurationFile(folder: string): Promise<string | undefined> {
  const repository = nearestAbove(folder, (candidate) => existsSync(join(candidate, '.git')));
  for (let current = folder; ; current = dirname(current)) {
    const file = await configurationFileIn(current);
    if (file !== undefined) return file;
    if (repository === undefined || current === repository || current === dirname(current)) return undefined;
  }
}

function nearestAbove(folder: string, fits: (candidate: string) => boolean): string | undefined {
  if (fits(folder)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestAbove(parent, fits);
}

/** A file that is no valid TOML but mentions us counts too: reading it says what is wrong. */
async function hasOwnTable(file: string): Promise<boolean> {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) return false;
  const text = readFileSync(file, 'utf8');
  if (!/tool[\s\S]*synclint/.test(text)) return false;
  const { parseToml } = await import('./formats/toml.ts');
  try {
    return valueAt(valueOf(parseToml(text)), ['tool', 'synclint']) !== undefined;
  } catch (error) {
    if (!(error instanceof DocumentSyntaxError)) throw error;
    return /^\s*\[+\s*tool\s*\.\s*synclint\b/m.test(text);
  }
}
