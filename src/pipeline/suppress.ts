import type { Edit, Finding } from '../core/finding.ts';
import { addSuppression } from '../fixing/add-suppression.ts';
import { createPythonParser } from '../syntax/python/parse.ts';

/** The edit that suppresses a finding in the text that it was found in; undefined where no comment can. */
export async function suppressionOf(finding: Finding, text: string, reason: string): Promise<Edit | undefined> {
  const parser = await createPythonParser();
  const wasSound = parser.parse(text).firstError === undefined;
  return addSuppression(text, finding, reason, (changed, offset) => {
    const { comments, firstError } = parser.parse(changed);
    const isRead = comments.some(({ start, end }) => start <= offset && offset < end);
    return isRead && (firstError === undefined) === wasSound;
  });
}
