/** A table whose cells hold one line each. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A code block; longer fences around code that has fences itself. */
export function fence(language: string, code: string): string {
  const longest = [...code.matchAll(/^`{3,}/gm)].reduce((length, [ticks]) => Math.max(length, ticks.length), 2);
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${code}\n${ticks}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
}
