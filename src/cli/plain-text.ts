/** Markdown as it reads best in a terminal: headings underlined, code indented, links spelt out. */
export function plainText(markdown: string): string {
  let fenced = false;
  const lines = markdown.replaceAll(/<!--[\s\S]*?-->\n*/g, '').split('\n');
  const out = lines.flatMap((line) => {
    if (/^\s*(?:```|~~~)/.test(line)) {
      fenced = !fenced;
      return [];
    }
    return fenced ? [line === '' ? '' : `    ${line}`] : prose(line);
  });
  return out.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}

function prose(line: string): string[] {
  const [, level, title] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line) ?? [];
  if (level !== undefined && title !== undefined) {
    const text = inline(title);
    return level.length > 2 ? [text] : [text, (level === '#' ? '=' : '-').repeat(text.length)];
  }
  return [inline(line)];
}

function inline(text: string): string {
  return text
    .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, label: string, target: string) =>
      label === target || target.startsWith('#') ? label : `${label} (${target})`,
    )
    .replaceAll(/\*\*([^*]+)\*\*/g, '$1');
}
