import { Project } from 'ts-morph';

/** What the comment above a rule or a probe says, as Markdown. */
export interface Prose {
  /** One paragraph: what the rule finds, what the probe does. */
  readonly summary: string;
  /** `@remarks`: why it is bad, what to do, what is configured. */
  readonly remarks: string;
  /** `@see`, one link each. */
  readonly links: readonly string[];
}

/** Reads the TSDoc of `export const rule`, or of `export const probe`, in each of the files. */
export function readProse(files: readonly string[], name: 'rule' | 'probe'): ReadonlyMap<string, Prose> {
  const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
  return new Map(files.map((file) => [file, proseOf(project, file, name)]));
}

function proseOf(project: Project, file: string, name: string): Prose {
  const variable = project.addSourceFileAtPath(file).getVariableDeclarationOrThrow(name);
  const comment = variable.getVariableStatementOrThrow().getJsDocs().at(-1);
  const tags = comment?.getTags() ?? [];
  const textsOf = (wanted: string): readonly string[] =>
    tags.filter((tag) => tag.getTagName() === wanted).map((tag) => markdown(tag.getCommentText() ?? ''));
  const summary = markdown(comment?.getDescription() ?? '');
  const [remarks = ''] = textsOf('remarks');
  if (summary === '' || remarks === '')
    throw new Error(`${file}: \`${name}\` needs a comment with a summary and @remarks`);
  return { summary, remarks, links: textsOf('see') };
}

/** `{@link target text}` as a Markdown link. TSDoc needs it around an address, or the scheme gets lost. */
function markdown(text: string): string {
  return text.trim().replace(/\{@link\s+([^\s|}]+)(?:\s*\|\s*|\s+)?([^}]*)\}/g, (_, target: string, label: string) => {
    return label === '' ? `<${target}>` : `[${label.trim()}](${target})`;
  });
}
