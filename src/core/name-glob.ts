/**
 * Globs over names (commands, fields, tables, dotted symbols): `*` is any run of characters, `?` one character,
 * `{a,b}` one of several. There are no paths in names, so `/` and `.` are ordinary.
 */
export function nameMatcher(globs: readonly string[]): (name: string) => boolean {
  if (globs.length === 0) return () => false;
  const pattern = new RegExp(`^(?:${globs.map(toPattern).join('|')})$`, 'u');
  return (name) => pattern.test(name);
}

/** Matches every text that holds a name which one of the globs matches, and more: for a cheap scan before parsing. */
export function mentionOf(globs: readonly string[]): RegExp {
  const literals = globs.map((glob) => longest(glob.split(/[*?]|\{[^}]*\}/)));
  return literals.length === 0 ? /(?!)/ : new RegExp(literals.map(escape).join('|'));
}

function toPattern(glob: string): string {
  return glob.replace(/[*?]|\{([^}]*)\}|[\\^$.|+()[\]{}]/g, (special, alternatives?: string) => {
    if (special === '*') return '.*';
    if (special === '?') return '.';
    return alternatives === undefined ? `\\${special}` : `(?:${alternatives.split(',').map(escape).join('|')})`;
  });
}

function longest(pieces: readonly string[]): string {
  return pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
}

function escape(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
