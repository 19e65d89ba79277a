/** The text of a Markdown page for readers that show no Markdown: code stays, marks and link targets go. */
export function plainText(markdown: string): string {
  return withoutComments(markdown)
    .split(/(^```[^\n]*\n[\s\S]*?^```[ \t]*$)/m)
    .map((part) => (part.startsWith('```') ? part.replace(/^```.*\n?/gm, '') : inlineText(part)))
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The first paragraph of prose: no heading, table, list, quote or code. */
export function firstParagraph(markdown: string): string | undefined {
  const prose = withoutComments(markdown)
    .replace(/^```[\s\S]*?^```[ \t]*$/gm, '')
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.replace(/^#.*$/gm, '').trim())
    .find((paragraph) => /^[^\s#|>*+\-!<=]/.test(paragraph) || /^\*\*?[^\s*]/.test(paragraph));
  return prose === undefined ? undefined : inlineText(prose).replace(/\s+/g, ' ').trim();
}

/** Cut at a word, with an ellipsis that counts. */
export function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const head = text.slice(0, maxLength - 1);
  const lastBlank = head.lastIndexOf(' ');
  return `${(lastBlank > 0 ? head.slice(0, lastBlank) : head).trimEnd()}…`;
}

function withoutComments(markdown: string): string {
  return markdown.replace(/\r\n?/g, '\n').replace(/<!--[\s\S]*?-->/g, '');
}

function inlineText(markdown: string): string {
  return markdown
    .replace(/^#+[ \t]+/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)\s]*(?:[ \t]+"[^"]*")?\)/g, '$1')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1');
}
