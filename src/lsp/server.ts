import {
  CodeActionKind,
  createConnection,
  DidChangeWatchedFilesNotification,
  LSPErrorCodes,
  ProposedFeatures,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  type CancellationToken,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { abilitiesOf } from './abilities.ts';
import { codeActionsAt } from './code-actions.ts';
import type { Abilities } from './editor.ts';
import { editorOf } from './connected-editor.ts';
import { Folders } from './folders.ts';
import { hoverAt, type Pages } from './hover.ts';
import { Workspace, type Looked, type WorkspaceOptions } from './workspace.ts';

export type ServerOptions = WorkspaceOptions & Pages;

interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Serves one editor until it says `exit`, closes the stream or is gone.
 *
 * @remarks The library ends the process then, with 0 after a `shutdown` and 1 without.
 */
export function serve(options: ServerOptions, { input, output }: Streams): void {
  const connection = createConnection(ProposedFeatures.all, input, output);
  connection.onInitialize((params) => {
    const abilities = abilitiesOf(params);
    start(connection, options, params, abilities);
    return answerTo(options.version);
  });
  connection.listen();
}

function answerTo(version: string): InitializeResult {
  return {
    serverInfo: { name: 'synclint', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      hoverProvider: true,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

function start(connection: Connection, options: ServerOptions, params: InitializeParams, abilities: Abilities): void {
  const documents = new TextDocuments(TextDocument);
  const workspace = new Workspace(editorOf(connection, documents, abilities), options);
  const folders = new Folders(params);
  documents.onDidChangeContent(() => {
    workspace.buffersChanged();
  });
  documents.onDidClose(() => {
    workspace.buffersChanged();
  });
  // Nobody else may watch the files.
  documents.onDidSave(() => {
    workspace.filesChanged();
  });
  documents.listen(connection);
  connection.onDidChangeWatchedFiles(() => {
    workspace.filesChanged();
  });
  connection.onInitialized(() => {
    if (abilities.changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        workspace.setFolders(folders.change(event));
      });
    }
    if (abilities.watchesFiles) void watchFiles(connection);
    workspace.setFolders(folders.paths());
  });
  connection.onShutdown(() => {
    workspace.stop();
  });
  answer(connection, options, workspace, abilities);
}

function answer(connection: Connection, options: ServerOptions, workspace: Workspace, abilities: Abilities): void {
  const looking = async (uri: string, token: CancellationToken): Promise<Looked | undefined> => {
    await Promise.race([workspace.settled(), cancelled(token)]);
    return workspace.look(uri);
  };
  connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    const looked = await looking(textDocument.uri, token);
    if (token.isCancellationRequested) return refusal();
    return looked === undefined ? [] : codeActionsAt(looked, range, abilities, context.only);
  });
  connection.onHover(async ({ textDocument, position }, token) => {
    const looked = await looking(textDocument.uri, token);
    if (token.isCancellationRequested) return refusal();
    return looked === undefined ? null : hoverAt(looked, position, abilities, options);
  });
}

function cancelled(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    token.onCancellationRequested(() => {
      resolve();
    });
  });
}

function refusal(): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

/** What can make a difference: code, scripts, configurations, and what decides on ignored files. */
async function watchFiles(connection: Connection): Promise<void> {
  const globs = [
    '**/*.{py,pyi,sh,bash,cron,crontab,service,mk,yml,yaml}',
    '**/{crontab,Procfile,Makefile,GNUmakefile,makefile,Dockerfile}*',
    '**/{synclint.toml,synclint.json,.synclintrc.toml,.synclintrc.json,pyproject.toml}',
    '**/{.gitignore,.gitmodules}',
  ];
  const watchers = globs.map((globPattern) => ({ globPattern }));
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}
