import type { InitializeParams } from 'vscode-languageserver/node';
import type { Abilities } from './editor.ts';

export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const { textDocument, workspace } = capabilities;
  const formats = textDocument?.hover?.contentFormat ?? ['markdown'];
  return {
    showsRelated: textDocument?.publishDiagnostics?.relatedInformation === true,
    showsWholeProject: wantedDiagnostics(initializationOptions) !== 'open',
    takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    readsMarkdown: formats.includes('markdown'),
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
  };
}

function wantedDiagnostics(options: unknown): unknown {
  return typeof options === 'object' && options !== null && 'diagnostics' in options ? options.diagnostics : undefined;
}
