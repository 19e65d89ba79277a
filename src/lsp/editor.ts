import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { Buffer } from './project.ts';

/** What the server sees of the program at the other end. */
export interface Editor {
  /** The open documents, the last one opened last. */
  buffers(): readonly Buffer[];
  publish(params: PublishDiagnosticsParams): void;
  log(level: 'error' | 'warning' | 'note', message: string): void;
  /** For the user to see at once. */
  showError(message: string): void;
  readonly abilities: Abilities;
}

/** What the client said of itself when it started the server. */
export interface Abilities {
  /** Places beside the message of a diagnostic. */
  readonly showsRelated: boolean;
  /** Findings of files that nobody has opened are wanted as well. */
  readonly showsWholeProject: boolean;
  /** Edits name the version of the document that they are about. */
  readonly takesVersionedEdits: boolean;
  readonly readsMarkdown: boolean;
  /** The client watches files for the server. */
  readonly watchesFiles: boolean;
  readonly changesFolders: boolean;
}
