import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type Hover,
  type InitializeParams,
  type LogMessageParams,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type ShowMessageParams,
} from 'vscode-languageserver-protocol/node';
import { launcher, plainEnvironment } from '../cli/synclint.ts';

/** An editor as the server sees it: keeps what was published, and everything in the order in which it came. */
export class EditorSession {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly messages: ShowMessageParams[] = [];
  readonly logged: LogMessageParams[] = [];
  readonly exitCode: Promise<number | null>;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  readonly #shown = new Map<string, PublishDiagnosticsParams>();

  constructor(cwd: string, args: readonly string[] = []) {
    this.#process = spawn(process.execPath, [launcher, 'server', ...args], { cwd, env: plainEnvironment });
    this.exitCode = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.stderr.pipe(process.stderr);
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.#process.stdout),
      new StreamMessageWriter(this.#process.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.#shown.set(params.uri, params);
    });
    this.connection.onNotification('window/showMessage', (params: ShowMessageParams) => {
      this.messages.push(params);
    });
    this.connection.onNotification('window/logMessage', (params: LogMessageParams) => {
      this.logged.push(params);
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.listen();
  }

  async start(folders: readonly string[], more: Partial<InitializeParams> = {}): Promise<void> {
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map((folder) => ({ uri: uriOf(folder), name: folder })),
      capabilities: {
        workspace: {
          workspaceFolders: true,
          workspaceEdit: { documentChanges: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
        textDocument: { publishDiagnostics: { relatedInformation: true } },
      },
      ...more,
    });
    await this.connection.sendNotification('initialized', {});
  }

  open(path: string, text: string, version = 1): Promise<void> {
    const textDocument = { uri: uriOf(path), languageId: 'python', version, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  change(path: string, version: number, text: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uriOf(path), version },
      contentChanges: [{ text }],
    });
  }

  close(path: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(path) } });
  }

  changedOnDisk(...paths: readonly string[]): Promise<void> {
    const changes = paths.map((path) => ({ uri: uriOf(path), type: 2 }));
    return this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  /** Comes back when everything sent so far has been checked: an answer waits for it. */
  async settled(path: string): Promise<void> {
    await this.hover(path, 1_000_000, 0);
  }

  hover(path: string, line: number, character: number): Promise<Hover | null> {
    const position = { line, character };
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri: uriOf(path) }, position });
  }

  actions(path: string, range: Range): Promise<CodeAction[]> {
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uriOf(path) },
      range,
      context: { diagnostics: [] },
    });
  }

  /** What the editor shows of a file now. */
  shown(path: string): PublishDiagnosticsParams | undefined {
    return this.#shown.get(uriOf(path));
  }

  /** All that the editor shows. */
  allShown(): readonly PublishDiagnosticsParams[] {
    return [...this.#shown.values()].filter(({ diagnostics }) => diagnostics.length > 0);
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exitCode;
  }

  closeInput(): void {
    this.#process.stdin.end();
  }

  kill(): void {
    this.connection.dispose();
    this.#process.kill('SIGKILL');
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
