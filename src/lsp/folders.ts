import type { WorkspaceFolder, WorkspaceFoldersChangeEvent } from 'vscode-languageserver/node';
import { pathOf } from './uris.ts';

interface GivenFolders {
  readonly workspaceFolders?: readonly WorkspaceFolder[] | null;
  /** Of clients that know of one folder only. */
  readonly rootUri?: string | null;
}

/** The folders that are open in the editor. */
export class Folders {
  readonly #uris: Set<string>;

  constructor({ workspaceFolders, rootUri }: GivenFolders) {
    const folders = workspaceFolders?.map(({ uri }) => uri) ?? [];
    this.#uris = new Set(folders.length > 0 || typeof rootUri !== 'string' ? folders : [rootUri]);
  }

  paths(): readonly string[] {
    return [...this.#uris].flatMap((uri) => pathOf(uri) ?? []);
  }

  change({ added, removed }: WorkspaceFoldersChangeEvent): readonly string[] {
    const each = (folders: readonly WorkspaceFolder[], act: (uri: string) => unknown): void => {
      for (const { uri } of folders) act(uri);
    };
    each(removed, (uri) => this.#uris.delete(uri));
    each(added, (uri) => this.#uris.add(uri));
    return this.paths();
  }
}
