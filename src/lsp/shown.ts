import { join } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver/node';
import { fileWithin } from '../pipeline/files/buffers.ts';
import { configurationDiagnostics } from './configuration-diagnostics.ts';
import { diagnosticsOf, type DiagnosticContext } from './diagnostics.ts';
import type { Abilities } from './editor.ts';
import type { Project, Result } from './project.ts';
import type { Shown } from './publisher.ts';
import { uriOf } from './uris.ts';

interface ShownContext {
  readonly version: string;
  readonly abilities: Abilities;
  /** False for files of another project that lies within this one. */
  readonly isOwn: (path: string) => boolean;
}

/** What the editor should show of a project: by URI, every open document and every file that has something. */
export function shownOf(project: Project, context: ShownContext): ReadonlyMap<string, Shown> {
  const { checked } = project;
  const shown = new Map<string, Shown>();
  if (checked === undefined) return shown;
  for (const { uri, version } of checked.buffers.values()) shown.set(uri, { diagnostics: [], version });
  for (const [uri, diagnostics] of diagnosticsByUri(project, checked.result, context)) {
    const version = shown.get(uri)?.version;
    shown.set(uri, version === undefined ? { diagnostics } : { diagnostics, version });
  }
  return shown;
}

function* diagnosticsByUri(
  project: Project,
  result: Result,
  { version, abilities, isOwn }: ShownContext,
): Generator<readonly [string, readonly Diagnostic[]]> {
  if (result.kind === 'refused') {
    for (const [path, diagnostics] of configurationDiagnostics(result.error, project.root)) {
      const file = fileWithin(project.root, path);
      yield [file === undefined ? uriOf(path) : project.uriOf(file), diagnostics];
    }
  }
  if (result.kind !== 'checked') return;
  for (const [file, diagnostics] of diagnosticsOf(result.outcome.run, contextOf(project, abilities, version))) {
    const isOpen = project.checked?.buffers.has(file) === true;
    if (!isOpen && !(abilities.showsWholeProject && isOwn(join(project.root, file)))) continue;
    yield [project.uriOf(file), diagnostics];
  }
}

export function contextOf(project: Project, { showsRelated }: Abilities, version: string): DiagnosticContext {
  return { version, showsRelated, uriOf: (file) => project.uriOf(file) };
}
