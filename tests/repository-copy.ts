import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A copy of this repository as it is, generated files included, with one commit. */
export class RepositoryCopy {
  readonly path = mkdtempSync(join(tmpdir(), 'synclint-copy-'));

  make({ generate = true } = {}): void {
    for (const folder of ['bin', 'src', 'rules', 'probes', 'scripts', 'tests', 'docs', 'fixtures']) {
      cpSync(folder, join(this.path, folder), { recursive: true, filter: (path) => !/__pycache__/.test(path) });
    }
    // In a worktree `.git` is a file, and with it the copy would commit into this repository.
    const configuration = readdirSync('.').filter((name) => name !== '.git' && statSync(name).isFile());
    for (const file of configuration) cpSync(file, join(this.path, file));
    symlinkSync(resolve('node_modules'), join(this.path, 'node_modules'));
    if (generate) this.script('gen/main.ts');
    this.#git('init', '--quiet');
    this.#git('add', '--all');
    this.#git(
      '-c',
      'user.name=Test',
      '-c',
      'user.email=test@example.com',
      'commit',
      '--quiet',
      '--message',
      'As it is',
    );
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }

  script(name: string, ...args: readonly string[]): SpawnSyncReturns<string> {
    return this.program('tsx/dist/cli.mjs', join('scripts', name), ...args);
  }

  synclint(...args: readonly string[]): SpawnSyncReturns<string> {
    return this.program('tsx/dist/cli.mjs', 'src/cli/start.ts', ...args);
  }

  /** A program of some package. */
  program(path: string, ...args: readonly string[]): SpawnSyncReturns<string> {
    // vitest in vitest: the inner one must not believe that it is a worker of the outer one.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
    const file = join(this.path, 'node_modules', path);
    return spawnSync(process.execPath, [file, ...args], { cwd: this.path, env, encoding: 'utf8' });
  }

  /** What is not as it was committed. */
  changes(): readonly string[] {
    const lines = this.#git('status', '--porcelain', '--untracked-files=all').split('\n');
    return lines.filter((line) => line !== '').sort();
  }

  #git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.path, encoding: 'utf8' });
  }
}
