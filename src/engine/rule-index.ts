import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A module of `rules/`, before anybody knows that it is one. */
export interface RuleModule {
  readonly family: string;
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** From sources the folders are the index; the bundle has its own version of this module, written when it is made. */
export async function ruleModules(): Promise<readonly RuleModule[]> {
  const root = fileURLToPath(new URL('../../rules', import.meta.url));
  const files = (await readdir(root, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  return Promise.all(
    files.sort().map(async (file) => ({
      family: basename(dirname(file)),
      name: basename(file, '.ts'),
      exports: (await import(pathToFileURL(join(root, file)).href)) as RuleModule['exports'],
    })),
  );
}
