import { MessageType, ShowMessageNotification, type Connection, type TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Abilities, Editor } from './editor.ts';

const messageTypes = { error: MessageType.Error, warning: MessageType.Warning, note: MessageType.Info } as const;

/** The editor at the other end of a connection. */
export function editorOf(connection: Connection, documents: TextDocuments<TextDocument>, abilities: Abilities): Editor {
  const send = (sending: Promise<void>): void => {
    // Nobody is there any more; the end of the input ends the process.
    sending.catch(() => undefined);
  };
  return {
    abilities,
    buffers: () => documents.all().map((one) => ({ uri: one.uri, version: one.version, text: one.getText() })),
    publish(params) {
      send(connection.sendDiagnostics(params));
    },
    log(level, message) {
      send(connection.sendNotification('window/logMessage', { type: messageTypes[level], message }));
    },
    showError(message) {
      send(connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message }));
    },
  };
}
