import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node';

/** What a client should show for one file. */
export interface Shown {
  readonly diagnostics: readonly Diagnostic[];
  /** Of the open document that the diagnostics are about. */
  readonly version?: number;
}

/** Knows what the client shows, and sends what is different. */
export class Publisher {
  readonly #send: (params: PublishDiagnosticsParams) => void;
  readonly #shown = new Map<string, string>();

  constructor(send: (params: PublishDiagnosticsParams) => void) {
    this.#send = send;
  }

  /** @param wanted - by URI; what is not in it is cleared. */
  show(wanted: ReadonlyMap<string, Shown>): void {
    for (const [uri, shown] of wanted) {
      const text = JSON.stringify(shown);
      const before = this.#shown.get(uri);
      // A file that nobody has opened and that has nothing is not worth a word.
      if (text === before || (before === undefined && isNothing(shown))) continue;
      if (isNothing(shown)) this.#shown.delete(uri);
      else this.#shown.set(uri, text);
      this.#send({ uri, ...shown, diagnostics: [...shown.diagnostics] });
    }
    for (const uri of [...this.#shown.keys()].filter((one) => !wanted.has(one))) {
      this.#shown.delete(uri);
      this.#send({ uri, diagnostics: [] });
    }
  }
}

function isNothing({ diagnostics, version }: Shown): boolean {
  return diagnostics.length === 0 && version === undefined;
}
