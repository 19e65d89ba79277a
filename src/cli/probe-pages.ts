import { existsSync, readFileSync } from 'node:fs';
import type { Probe } from '../core/probe.ts';
import { probePagesFolder } from './pages-folders.ts';

type Described = Pick<Probe, 'id' | 'title' | 'property'>;

/** The generated page of a probe in Markdown; of a probe that is just being written, its heading. */
export function probePage({ id, title }: Described): string {
  const file = new URL(`${id}.md`, probePagesFolder);
  return existsSync(file) ? readFileSync(file, 'utf8') : `# ${id}\n\n${title}.\n`;
}

/** What is known of a flaw that no rule looks for: the page of the probe that shows it, or a list where several do. */
export function flawPage(flaw: string, probes: readonly Described[]): string {
  const [only, ...others] = probes;
  if (only !== undefined && others.length === 0) return probePage(only);
  return [
    `# ${flaw}`,
    '',
    'A flaw that only running a command shows. These probes look for it, each with a page of its own:',
    '',
    '| probe | holds where |',
    '| --- | --- |',
    ...probes.map(({ id, property }) => `| \`${id}\` | ${property.replaceAll('|', '\\|')} |`),
    '',
  ].join('\n');
}
