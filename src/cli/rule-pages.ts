import { existsSync, readFileSync } from 'node:fs';
import type { DescribedRule, RuleDescription } from '../core/rule.ts';
import { rulePagesFolder } from './pages-folders.ts';

/** The generated page of a rule in Markdown; of a rule that is just being written, its heading. */
export function rulePage({ rule }: DescribedRule): string {
  if (rule.scope === 'query') return queryPage(rule);
  const file = new URL(`${rule.id}.md`, rulePagesFolder);
  return existsSync(file) ? readFileSync(file, 'utf8') : `# ${rule.id}\n\n${rule.title}.\n`;
}

/** All that is known of a rule of the project itself. */
function queryPage({ id, title, severity, query, files }: Extract<RuleDescription, { scope: 'query' }>): string {
  const where = files.length === 0 ? 'all files' : files.map((glob) => `\`${glob}\``).join(', ');
  return [
    `# ${id}`,
    '',
    `A rule of this project, from its configuration: ${title}`,
    '',
    `Severity: ${severity}. Looks at ${where} for`,
    '',
    '```scheme',
    query.replace(/^\n+|\s+$/g, ''),
    '```',
    '',
  ].join('\n');
}
