import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { byFile } from '../core/by-file.ts';
import type { Edit, Finding, Fix } from '../core/finding.ts';
import { suppressionOf } from '../pipeline/fixing/suppress.ts';
import { homeOf } from '../reporting/sarif/home.ts';
import { diagnosticOf, isShown } from './diagnostics.ts';
import type { Abilities } from './editor.ts';
import { overlaps, rangeOf } from './positions.ts';
import type { Looked } from './workspace.ts';

/** An action cannot ask for the reason, so that the place for it is marked as people mark what is left to do. */
const reasonToWrite = 'TODO: say why';

/** What can be done about the findings at a place. */
export async function codeActionsAt(
  looked: Looked,
  range: Range,
  abilities: Abilities,
  only: readonly CodeActionKind[] | undefined,
): Promise<CodeAction[]> {
  const isWanted = only === undefined || only.some((kind) => kind === '' || kind === CodeActionKind.QuickFix);
  if (!isWanted) return [];
  const { file, outcome } = looked;
  const findings = outcome.run.findings.filter(
    (finding) => finding.at.file === file && isShown(finding) && overlaps(finding.at.region, range),
  );
  const fixes = findings.flatMap((finding) => fixAction(finding, looked, abilities) ?? []);
  const suppressions = await Promise.all(findings.map((finding) => suppressAction(finding, looked, abilities)));
  return [...fixes, ...suppressions.flatMap((action) => action ?? [])];
}

function fixAction(finding: Finding, looked: Looked, abilities: Abilities): CodeAction | undefined {
  const { fix } = finding;
  if (fix === undefined || fix.applicability === 'display-only') return undefined;
  return {
    title: titleOf(fix),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticIn(looked, finding)],
    ...(fix.applicability === 'safe' ? { isPreferred: true } : {}),
    edit: workspaceEdit(fix.edits, looked, abilities),
  };
}

function titleOf({ title, applicability }: Fix): string {
  return applicability === 'safe' ? title : `${title} (unsafe)`;
}

async function suppressAction(finding: Finding, looked: Looked, abilities: Abilities): Promise<CodeAction | undefined> {
  const { file, text, outcome } = looked;
  // Comments of other languages are not ours, and comments about comments would never come to rest.
  const family = outcome.run.rules.find(({ rule }) => rule.id === finding.ruleId)?.family;
  if (!/\.pyi?$/.test(file) || family === 'suppressions') return undefined;
  const ids = new Set<string>(outcome.run.rules.map(({ rule }) => rule.id));
  const today = looked.project.checked?.today ?? '';
  const edit = await suppressionOf(finding, text, reasonToWrite, { ids, today });
  if (edit === undefined) return undefined;
  return {
    title: `Suppress \`${finding.ruleId}\` with a reason`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticIn(looked, finding)],
    edit: workspaceEdit([edit], looked, abilities),
  };
}

function diagnosticIn({ outcome, context }: Looked, finding: Finding): Diagnostic {
  const loaded = outcome.run.rules.find(({ rule }) => rule.id === finding.ruleId);
  return diagnosticOf(finding, loaded && homeOf(loaded, context.version), context);
}

function workspaceEdit(edits: readonly Edit[], { project }: Looked, { takesVersionedEdits }: Abilities): WorkspaceEdit {
  const files = [...byFile(edits)].map(([file, own]) => ({
    file,
    edits: own.map(({ at, replacement }): TextEdit => ({ range: rangeOf(at.region), newText: replacement })),
  }));
  if (!takesVersionedEdits) {
    return { changes: Object.fromEntries(files.map(({ file, edits: own }) => [project.uriOf(file), own])) };
  }
  return {
    documentChanges: files.map(({ file, edits: own }) => ({
      textDocument: { uri: project.uriOf(file), version: project.checked?.buffers.get(file)?.version ?? null },
      edits: own,
    })),
  };
}
