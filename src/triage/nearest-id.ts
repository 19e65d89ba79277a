/** The id that was probably meant: nearest by edits, near enough, and the first in the alphabet among equals. */
export function nearestId(written: string, ids: Iterable<string>): string | undefined {
  const lowered = written.toLowerCase();
  const limit = Math.max(2, Math.floor(lowered.length / 3));
  const ranked = [...ids]
    .filter((id) => Math.abs(id.length - lowered.length) <= limit)
    .map((id) => ({ id, distance: editDistance(lowered, id) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1));
  return ranked[0]?.id;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const substitution = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(substitution, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
