const begin = '<!-- begin: npm run test:mutants -->';
const end = '<!-- end -->';

/** The document with the last run between its two comments. */
export function intoDocument(text: string, run: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`the document lacks \`${begin}\` or \`${end}\``);
  return `${text.slice(0, from + begin.length)}\n\n${run}\n\n${text.slice(to)}`;
}
