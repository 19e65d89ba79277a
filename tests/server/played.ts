import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filePath } from '../../src/core/location.ts';
import { check, type CheckRequest } from '../../src/pipeline/check.ts';
import { type Step } from './edits.ts';
import type { EditorSession } from './session.ts';

/** A request as the server makes it for a project. */
export function requestFor(root: string): CheckRequest {
  return {
    cwd: root,
    paths: [root],
    configArguments: [],
    isolated: false,
    presets: [],
    extendExclude: [],
    forceExclude: false,
    selection: { select: undefined, extendSelect: [], ignore: [] },
    concurrency: 1,
    today: '2026-05-01',
  };
}

/** Plays steps in an editor, and knows what is open in it. */
export class Player {
  readonly #root: string;
  readonly #editor: EditorSession;
  readonly #open = new Map<string, { readonly text: string; readonly version: number }>();
  #last = '';

  constructor(root: string, editor: EditorSession) {
    this.#root = root;
    this.#editor = editor;
  }

  async play({ action, file, text }: Step): Promise<void> {
    const path = join(this.#root, file);
    const version = (this.#open.get(file)?.version ?? 0) + 1;
    if (action === 'close') {
      this.#open.delete(file);
      await this.#editor.close(path);
    } else {
      this.#open.set(file, { text, version });
      this.#last = path;
      await (action === 'open' ? this.#editor.open(path, text, version) : this.#editor.change(path, version, text));
    }
  }

  settled(): Promise<void> {
    return this.#editor.settled(this.#last);
  }

  /** What the editor shows: a line for each finding. */
  shown(): readonly string[] {
    return this.#editor
      .allShown()
      .flatMap(({ uri, diagnostics }) =>
        diagnostics.map(({ range: { start, end }, code, message }) =>
          line(
            fileURLToPath(uri).slice(this.#root.length + 1),
            [start.line + 1, start.character + 1, end.line + 1, end.character + 1],
            `${String(code)} ${JSON.stringify(message)}`,
          ),
        ),
      )
      .sort();
  }

  /** What a check that knows nothing of earlier ones says of the same contents. */
  async expected(): Promise<readonly string[]> {
    const overlays = new Map([...this.#open].map(([file, { text }]) => [filePath(file), Buffer.from(text)]));
    const { run } = await check(requestFor(this.#root), overlays);
    return run.findings
      .filter(({ suppression }) => suppression === undefined)
      .map(({ at: { file, region }, ruleId, message }) =>
        line(
          file,
          [region.startLine, region.startColumn, region.endLine, region.endColumn],
          `${ruleId} ${JSON.stringify(message)}`,
        ),
      )
      .sort();
  }

  /** Open documents of which something is shown that is about an earlier version. */
  outdated(): readonly string[] {
    return [...this.#open].flatMap(([file, { version }]) => {
      const shown = this.#editor.shown(join(this.#root, file));
      return shown?.version === version ? [] : [`${file}: ${String(shown?.version)} instead of ${String(version)}`];
    });
  }
}

function line(file: string, place: readonly number[], text: string): string {
  return `${file}:${place.join(':')} ${text}`;
}
