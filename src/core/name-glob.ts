/**
 * Globs over names (commands, fields, tables, dotted symbols): `*` is any run of characters, `?` one character,
 * `{a,b}` one of several. There are no paths in names, so `/` and `.` are ordinary.
 */
export function nameMatcher(globs: readonly string[]): (name: string) => boolean {
  const patterns = globs.map(piecesOf);
  return (name) => patterns.some((pieces) => matches(pieces, name));
}

/** Matches every text that holds a name which one of the globs matches, and more: for a cheap scan before parsing. */
export function mentionOf(globs: readonly string[]): RegExp {
  const literals = globs.map((glob) => longest(glob.split(/[*?]|\{[^}]*\}/)));
  return literals.length === 0 ? /(?!)/ : new RegExp(literals.map(escape).join('|'));
}

/** `*`, `?`, or the texts of which one has to stand there. */
type Piece = '*' | '?' | readonly string[];

function piecesOf(glob: string): readonly Piece[] {
  return (glob.match(/[*?]|\{[^}]*\}|[^*?{]+|\{/g) ?? []).map((part): Piece => {
    if (part === '*' || part === '?') return part;
    return part.length > 1 && part.startsWith('{') ? part.slice(1, -1).split(',') : [part];
  });
}

/**
 * Follows all ways through the name at once, piece by piece. A regular expression would try them one after the other,
 * and there are as many as a hostile configuration likes.
 */
function matches(pieces: readonly Piece[], name: string): boolean {
  const [first] = pieces;
  // Most names begin otherwise, and nothing more has to be known of them.
  if (typeof first === 'object' && !first.some((text) => name.startsWith(text))) return false;
  let ends: ReadonlySet<number> = new Set([0]);
  for (const piece of pieces) {
    if (ends.size === 0) return false;
    ends = endsAfter(piece, ends, name);
  }
  return ends.has(name.length);
}

/** Where a piece may end that starts at one of several places. */
function endsAfter(piece: Piece, starts: ReadonlySet<number>, name: string): ReadonlySet<number> {
  if (piece === '*') {
    const first = Math.min(...starts);
    return new Set(Array.from({ length: name.length - first + 1 }, (_, index) => first + index));
  }
  const ends = new Set<number>();
  for (const start of starts) {
    if (piece === '?') {
      const character = name.codePointAt(start);
      if (character !== undefined) ends.add(start + (character > 0xffff ? 2 : 1));
    } else for (const text of piece) if (name.startsWith(text, start)) ends.add(start + text.length);
  }
  return ends;
}

function longest(pieces: readonly string[]): string {
  return pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
}

function escape(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
