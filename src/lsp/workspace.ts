import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FilePath } from '../core/location.ts';
import { fileWithin, rootOf } from '../pipeline/files/buffers.ts';
import type { CheckOutcome, CheckRequest } from '../pipeline/check.ts';
import { createChecker } from '../pipeline/remembering/checker.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import type { Editor } from './editor.ts';
import { Latest } from './latest.ts';
import { Project, type Buffer, type Buffers } from './project.ts';
import { Publisher } from './publisher.ts';
import { Reports } from './reports.ts';
import { contextOf, shownOf } from './shown.ts';
import { pathOf } from './uris.ts';

export interface WorkspaceOptions {
  readonly version: string;
  /** `YYYY-MM-DD`, as it is now. */
  today(): string;
  requestFor(root: string, today: string): CheckRequest;
}

/** A document with what the last check says of it; the check was about the document as it is. */
export interface Looked {
  readonly project: Project;
  readonly file: FilePath;
  readonly text: string;
  readonly outcome: CheckOutcome;
  /** What the diagnostics of the document were made with. */
  readonly context: DiagnosticContext;
}

/** Long enough for the letters of a fast typist to come together, too short to be waited for. */
const silenceMs = 30;

/** The projects of an editor's folders, checked whenever something has changed. */
export class Workspace {
  readonly #editor: Editor;
  readonly #options: WorkspaceOptions;
  readonly #publisher: Publisher;
  readonly #reports: Reports;
  readonly #latest = new Latest((isObsolete) => this.#check(isObsolete), silenceMs);
  /** By root. */
  readonly #projects = new Map<string, Project>();
  #folders: readonly string[] = [];
  #revision = 0;

  constructor(editor: Editor, options: WorkspaceOptions) {
    this.#editor = editor;
    this.#options = options;
    this.#publisher = new Publisher((params) => {
      editor.publish(params);
    });
    this.#reports = new Reports(editor);
  }

  /** @param folders - absolute; without any, each document stands for the project around it. */
  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.#latest.ask();
  }

  buffersChanged(): void {
    this.#latest.ask();
  }

  /** Something on disk has changed, or may have. */
  filesChanged(): void {
    this.#revision += 1;
    this.#latest.ask();
  }

  stop(): void {
    this.#latest.stop();
  }

  settled(): Promise<void> {
    return this.#latest.settled();
  }

  /** Undefined where nothing is known of the document as it is now. */
  look(uri: string): Looked | undefined {
    const now = this.#editor.buffers().find((buffer) => buffer.uri === uri);
    for (const project of this.#projects.values()) {
      const { checked } = project;
      if (now === undefined || checked?.result.kind !== 'checked') continue;
      const found = [...checked.buffers].find(([, buffer]) => buffer.uri === uri && buffer.version === now.version);
      if (found === undefined) continue;
      const context = contextOf(project, this.#editor.abilities, this.#options.version);
      return { project, file: found[0], text: now.text, outcome: checked.result.outcome, context };
    }
    return undefined;
  }

  async #check(isObsolete: () => boolean): Promise<void> {
    try {
      const buffers = this.#editor.buffers();
      await this.#findProjects(buffers);
      for (const project of this.#projects.values()) {
        const own = this.#buffersOf(project, buffers);
        const [revision, today] = [this.#revision, this.#options.today()];
        if (project.isFresh(own, revision, today)) continue;
        const checked = await project.check(own, revision, today, this.#editor.abilities.watchesFiles);
        await inputIsRead();
        if (isObsolete()) return;
        project.checked = checked;
        this.#reports.report(project, checked.result);
        this.#publish();
      }
      this.#publish();
    } catch (error) {
      this.#reports.crash(error);
    }
  }

  async #findProjects(buffers: readonly Buffer[]): Promise<void> {
    const paths = buffers.flatMap(({ uri }) => pathOf(uri) ?? []);
    const folders = this.#folders.length > 0 ? this.#folders : paths.map((path) => dirname(path));
    const roots = new Set<string>();
    for (const folder of new Set(folders)) {
      // A folder that does not exist (yet) has no project.
      const root = await rootOf(folder).catch(() => undefined);
      if (root !== undefined) roots.add(root);
    }
    for (const root of [...this.#projects.keys()].filter((one) => !roots.has(one))) this.#projects.delete(root);
    for (const root of roots) {
      if (this.#projects.has(root)) continue;
      const create = (today: string) => createChecker(this.#options.requestFor(root, today));
      this.#projects.set(root, new Project(root, create));
    }
  }

  #buffersOf(project: Project, buffers: readonly Buffer[]): Buffers {
    const own = new Map<FilePath, Buffer>();
    for (const buffer of buffers) {
      const path = pathOf(buffer.uri);
      const file = path === undefined || this.#ownerOf(path) !== project ? undefined : fileWithin(project.root, path);
      if (file !== undefined) own.set(file, buffer);
    }
    return own;
  }

  /** Where a project lies within another one, its files are its own. */
  #ownerOf(path: string): Project | undefined {
    const around = [...this.#projects.values()].filter(({ root }) => fileWithin(root, path) !== undefined);
    return around.sort((a, b) => b.root.length - a.root.length)[0];
  }

  #publish(): void {
    const shown = [...this.#projects.values()].map((project) =>
      shownOf(project, {
        version: this.#options.version,
        abilities: this.#editor.abilities,
        isOwn: (path) => this.#projects.size === 1 || this.#ownerOf(path) === project,
      }),
    );
    this.#publisher.show(new Map(shown.flatMap((files) => [...files])));
  }
}

/**
 * The analysis keeps the event loop, so that edits are waiting at its end: a turn reads what has arrived, and further ones
 * hand it on message by message.
 */
async function inputIsRead(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await nextTurn();
}
