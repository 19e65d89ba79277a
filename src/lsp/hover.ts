import { MarkupKind, type Hover, type Position } from 'vscode-languageserver/node';
import type { DescribedRule } from '../core/rule.ts';
import { homeOf } from '../reporting/sarif/home.ts';
import { commandsAt } from './command-hover.ts';
import { isShown } from './diagnostics.ts';
import type { Abilities } from './editor.ts';
import { contains } from './positions.ts';
import type { Looked } from './workspace.ts';

export interface Pages {
  readonly version: string;
  /** The page about a rule, in Markdown. */
  readonly pageOf: (rule: DescribedRule) => string;
}

/** What is known of a place: the rules that found something there, the flags of a command. */
export function hoverAt(looked: Looked, position: Position, abilities: Abilities, pages: Pages): Hover | null {
  const parts = [...rulesAt(looked, position, pages), ...commandsAt(looked, position)];
  if (parts.length === 0) return null;
  const kind = abilities.readsMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: parts.join('\n\n---\n\n') } };
}

function rulesAt({ outcome, file }: Looked, position: Position, { version, pageOf }: Pages): readonly string[] {
  const found = outcome.run.findings.filter(
    (finding) => finding.at.file === file && isShown(finding) && contains(finding.at.region, position),
  );
  return [...new Set(found.map(({ ruleId }) => ruleId))].flatMap((id) => {
    const loaded = outcome.run.rules.find(({ rule }) => rule.id === id);
    return loaded === undefined ? [] : [readable(pageOf(loaded), homeOf(loaded, version))];
  });
}

/** Without comments, and with links that lead somewhere from wherever the page is shown. */
function readable(page: string, home: string): string {
  return page
    .replaceAll(/<!--[\s\S]*?-->\n*/g, '')
    .replaceAll(/\]\((?![a-z]+:)([^)\s]+)\)/g, (_, target: string) => `](${new URL(target, home).href})`)
    .trim();
}
