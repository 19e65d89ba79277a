/** Enough for every real name, and few enough that no name of 255 characters takes a second. */
const mostWildcards = 4;

/**
 * Says why a glob over paths may take for ever; undefined when it does not.
 *
 * @remarks Such globs become regular expressions, which try every way to share a name out among the wildcards. Globs come
 * from the configuration of somebody else's project, and so do the names.
 */
export function globProblem(glob: string): string | undefined {
  const parts = glob.split('/').map((part) => part.replace(/\*{2,}/g, '*'));
  const most = `there may be ${mostWildcards} at most`;
  if (parts.some((part) => count(part) > mostWildcards)) return `too many wildcards in one part of a path: ${most}`;
  if ((glob.match(/\*\*/g) ?? []).length > mostWildcards) return `too many \`**\`: ${most}`;
  if (/[*+]\(|\)[*+{]/.test(glob) && /\([^)]*[*+({]/.test(glob)) return 'a repeated group holds another repetition';
  return undefined;
}

function count(part: string): number {
  return (part.match(/[*+]/g) ?? []).length;
}
