import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A module of `probes/`, before anybody knows that it is one. */
export interface ProbeModule {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** Where the Python halves of the probes are, and the harness that runs them. */
export const probesFolder = fileURLToPath(new URL('../../probes', import.meta.url));

/** From sources the folder is the index; the bundle has its own version of this module, written when it is made. */
export async function probeModules(): Promise<readonly ProbeModule[]> {
  const files = (await readdir(probesFolder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return Promise.all(
    files.sort().map(async (file) => ({
      name: basename(file, '.ts'),
      exports: (await import(pathToFileURL(join(probesFolder, file)).href)) as ProbeModule['exports'],
    })),
  );
}
