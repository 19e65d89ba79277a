import { printable } from './printable.ts';

/** Text of others within Markdown: it keeps its code spans, and can be neither markup nor a mention, link or cell of its own. */
export function markdownText(raw: string): string {
  return printable(raw)
    .split(/(`[^`]+`)/)
    .map((part, index) =>
      index % 2 === 1
        ? part.replaceAll('|', '\\|')
        : part.replace(/[\\*[\]#|~`]/g, '\\$&').replace(/[<>&@]/g, (character) => `&#${character.charCodeAt(0)};`),
    )
    .join('');
}

export function markdownCode(raw: string): string {
  return `\`${printable(raw).replaceAll('`', '’').replaceAll('|', '\\|')}\``;
}
