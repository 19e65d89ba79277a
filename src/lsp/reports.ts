import type { Notification } from '../core/notification.ts';
import type { Editor } from './editor.ts';
import type { Project, Result } from './project.ts';

/** Tells the user what the server has to say about itself, each thing once for as long as it is so. */
export class Reports {
  readonly #editor: Pick<Editor, 'log' | 'showError'>;
  readonly #said = new Map<Project, ReadonlySet<string>>();

  constructor(editor: Pick<Editor, 'log' | 'showError'>) {
    this.#editor = editor;
  }

  report(project: Project, result: Result): void {
    const before = this.#said.get(project) ?? new Set<string>();
    const said = new Set<string>();
    const isNew = (text: string): boolean => {
      said.add(text);
      return !before.has(text);
    };
    for (const { level, text, isUrgent } of linesOf(result)) {
      if (!isNew(text)) continue;
      this.#editor.log(level, text);
      if (isUrgent) this.#editor.showError(text);
    }
    this.#said.set(project, said);
  }

  /** A defect of the server itself. */
  crash(error: unknown): void {
    this.#editor.log('error', `internal error: ${detailOf(error)}`);
  }
}

interface Line {
  readonly level: Notification['level'];
  readonly text: string;
  readonly isUrgent: boolean;
}

function linesOf(result: Result): readonly Line[] {
  switch (result.kind) {
    case 'refused': {
      const { message, remedy } = result.error;
      return [{ level: 'error', text: `synclint: ${message}\nhelp: ${remedy}`, isUrgent: true }];
    }
    case 'crashed':
      return [{ level: 'error', text: `synclint: internal error: ${detailOf(result.error)}`, isUrgent: true }];
    case 'checked':
      return result.outcome.run.notifications.filter(isWorthLogging).map(lineOf);
  }
}

/** Whoever types sees without us that the syntax is not right yet. */
function isWorthLogging({ kind }: Notification): boolean {
  return kind !== 'degraded-parse';
}

function lineOf({ level, message, file, line }: Notification): Line {
  const place = file === undefined ? '' : line === undefined ? `${file}: ` : `${file}:${line}: `;
  return { level, text: `${place}${message}`, isUrgent: false };
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
