import { resolve } from 'node:path';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { SynclintError } from '../core/errors.ts';
import { source } from './diagnostics.ts';

/** What is wrong with a configuration, where its message names places: by absolute path. */
export function configurationDiagnostics(
  error: SynclintError,
  root: string,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const sentence of error.code === 'config' ? error.message.split('\n') : []) {
    const [, file, line, column, message] = /^(.+?):(\d+):(\d+): (.*)$/.exec(sentence) ?? [];
    if (file === undefined || message === undefined) continue;
    const path = resolve(root, file);
    const own = byFile.get(path) ?? [];
    byFile.set(path, own);
    // Where the value ends is not known; editors widen an empty range to the word that it stands before.
    const start = { line: Number(line) - 1, character: Number(column) - 1 };
    own.push({ range: { start, end: start }, severity: DiagnosticSeverity.Error, source, message });
  }
  return byFile;
}
