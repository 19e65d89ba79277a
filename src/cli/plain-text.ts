import { tableText } from './table-text.ts';

/** Markdown as it reads best in a terminal: headings underlined, code indented, links spelt out, tables aligned. */
export function plainText(markdown: string): string {
  const out: string[] = [];
  for (const block of blocksOf(markdown.replaceAll(/<!--[\s\S]*?-->/g, ''))) {
    if (out.length > 0) out.push('');
    out.push(...blockText(block));
  }
  return `${out.join('\n')}\n`;
}

interface Block {
  readonly code: boolean;
  readonly lines: string[];
}

/** Paragraphs and fenced code; blank lines within code stay. */
function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let current: Block | undefined;
  for (const line of markdown.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) {
      current = current?.code ? undefined : { code: true, lines: [] };
      if (current !== undefined) blocks.push(current);
    } else if (line.trim() === '' && current?.code !== true) {
      current = undefined;
    } else {
      if (current === undefined) blocks.push((current = { code: false, lines: [] }));
      current.lines.push(line);
    }
  }
  return blocks;
}

function blockText({ code, lines }: Block): readonly string[] {
  if (code) return lines.map((line) => (line === '' ? '' : `    ${line}`));
  const texts = lines.map(inline);
  if (lines.every((line) => line.startsWith('|'))) return tableText(texts);
  return texts.flatMap((text) => {
    const [, level, title] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(text) ?? [];
    if (level === undefined || title === undefined) return [text];
    return level.length > 2 ? [title] : [title, (level === '#' ? '=' : '-').repeat(title.length)];
  });
}

function inline(text: string): string {
  return text
    .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, label: string, target: string) =>
      label === target || target.startsWith('#') ? label : `${label} (${target})`,
    )
    .replaceAll(/\*\*([^*]+)\*\*/g, '$1');
}
