import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { repository } from './compiled.ts';

export type Files = Readonly<Record<string, string | Buffer>>;

/** Folders outside every project and repository, gone after the tests. */
export class Workshop {
  readonly #folders: string[] = [];

  /** A new folder with these files, readable by everybody. */
  folder(files: Files = {}): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'synclint-cli-')));
    chmodSync(folder, 0o755);
    this.#folders.push(folder);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return folder;
  }

  /** A copy of a sample project, without what runs have left in it. */
  sample(name: 'ingestion' | 'ingestion-legacy'): string {
    const folder = this.folder();
    const filter = (path: string): boolean => basename(path) !== '.synclint';
    cpSync(join(repository, 'fixtures/projects', name), folder, { recursive: true, filter });
    return folder;
  }

  clear(): void {
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
    this.#folders.length = 0;
  }
}
