import type { Edit, Finding } from '../../core/finding.ts';
import { indexLines, regionOf } from '../../core/line-index.ts';
import { addIgnores } from '../../fixing/add-ignore.ts';
import { createPythonParser } from '../../syntax/python/parse.ts';
import { commentedText, type KnownIgnores } from '../files/commented-text.ts';
import { sameProgram } from './same-program.ts';

/** The edit that suppresses a finding in the text that it was found in; undefined where no comment can. */
export async function suppressionOf(
  finding: Finding,
  text: string,
  reason: string,
  known: KnownIgnores,
): Promise<Edit | undefined> {
  const parser = await createPythonParser();
  const module = parser.parse(text);
  const { file } = finding.at;
  const { text: changed, edits } = addIgnores(commentedText(file, text, module, known), [finding], reason);
  const [edit] = edits;
  if (edit === undefined || !sameProgram(module, parser.parse(changed))) return undefined;
  return { at: { file, region: regionOf(edit, indexLines(text)) }, replacement: edit.replacement };
}
