import { Project } from 'ts-morph';

/** What the comment above a rule says, as Markdown. */
export interface RuleProse {
  /** One paragraph: what the rule finds. */
  readonly summary: string;
  /** `@remarks`: why it is bad, what to do, what is configured. */
  readonly remarks: string;
  /** `@see`, one link each. */
  readonly links: readonly string[];
}

/** Reads the TSDoc of `export const rule` in each of the files. */
export function readProse(files: readonly string[]): ReadonlyMap<string, RuleProse> {
  const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
  return new Map(files.map((file) => [file, proseOf(project, file)]));
}

function proseOf(project: Project, file: string): RuleProse {
  const rule = project.addSourceFileAtPath(file).getVariableDeclarationOrThrow('rule');
  const comment = rule.getVariableStatementOrThrow().getJsDocs().at(-1);
  const tags = comment?.getTags() ?? [];
  const textsOf = (name: string): readonly string[] =>
    tags.filter((tag) => tag.getTagName() === name).map((tag) => markdown(tag.getCommentText() ?? ''));
  const summary = markdown(comment?.getDescription() ?? '');
  const [remarks = ''] = textsOf('remarks');
  if (summary === '' || remarks === '')
    throw new Error(`${file}: \`rule\` needs a comment with a summary and @remarks`);
  return { summary, remarks, links: textsOf('see') };
}

/** `{@link target text}` as a Markdown link. TSDoc needs it around an address, or the scheme gets lost. */
function markdown(text: string): string {
  return text.trim().replace(/\{@link\s+([^\s|}]+)(?:\s*\|\s*|\s+)?([^}]*)\}/g, (_, target: string, label: string) => {
    return label === '' ? `<${target}>` : `[${label.trim()}](${target})`;
  });
}
