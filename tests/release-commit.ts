import { execFileSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { compileIfStale } from './cli/compiled.ts';
import { RepositoryCopy } from './repository-copy.ts';

/** A clone of this repository in which releases can be made. */
export class ReleaseClone {
  readonly #copy = new RepositoryCopy();
  readonly path = this.#copy.path;

  make(): void {
    this.#copy.make({ generate: false });
  }

  async compile(): Promise<void> {
    await compileIfStale();
    cpSync('dist', join(this.path, 'dist'), { recursive: true });
  }

  release(): SpawnSyncReturns<string> {
    return this.#copy.script('release.ts');
  }

  git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
    return execFileSync('git', [...identity, ...args], { cwd: this.path, encoding: 'utf8' }).trim();
  }

  remove(): void {
    this.#copy.remove();
  }
}

/** Whoever asks the registry for anything with this environment fails. */
export function withoutRegistry(scratch: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    TMPDIR: process.env['TMPDIR'],
    HOME: scratch,
    npm_config_cache: join(scratch, 'npm-cache'),
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
    npm_config_update_notifier: 'false',
  };
}
