import type { Span } from '../core/location.ts';

const opening = /[bruft]{0,2}("""|'''|"|')/giy;

/** The strings of a Python text that go over several lines, from their first quote to behind their last. */
export function multiLineStrings(text: string, comments: readonly Span[]): readonly Span[] {
  const commentEnds = new Map(comments.map(({ start, end }) => [start, end]));
  const spans: Span[] = [];
  for (let at = 0; at < text.length;) {
    const commentEnd = commentEnds.get(at);
    opening.lastIndex = at;
    const quote = commentEnd === undefined ? opening.exec(text)?.[1] : undefined;
    if (quote === undefined) {
      at = commentEnd ?? at + 1;
      continue;
    }
    const end = endOfString(text, opening.lastIndex, quote);
    if (/[\r\n]/.test(text.slice(at, end))) spans.push({ start: at, end });
    at = end;
  }
  return spans;
}

/** A backslash goes with the character behind it, in raw strings too. */
function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += text.startsWith('\r\n', at + 1) ? 2 : 1;
    else if (text.startsWith(quote, at)) return at + quote.length;
    // Not closed: it ends with its line, as far as anybody can tell.
    else if (quote.length === 1 && /[\r\n]/.test(text[at] ?? '')) return at;
  }
  return text.length;
}
