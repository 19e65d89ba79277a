import { existsSync, readFileSync } from 'node:fs';
import type { LoadedRule } from '../core/rule.ts';
import { rulePagesFolder } from './rule-pages-folder.ts';

/** The generated page of a rule in Markdown; of a rule that is just being written, its heading. */
export function rulePage({ rule }: LoadedRule): string {
  const file = new URL(`${rule.id}.md`, rulePagesFolder);
  return existsSync(file) ? readFileSync(file, 'utf8') : `# ${rule.id}\n\n${rule.title}.\n`;
}
