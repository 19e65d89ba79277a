/** What a command of a system copies: the end of its name, behind the fixed beginning of the system's pattern. */
export function entityOf(command: string, patterns: readonly string[]): string | undefined {
  const beginnings = patterns.map((pattern) => pattern.replace(/[*?{].*$/s, ''));
  const beginning = beginnings.filter((start) => start !== '' && command.startsWith(start)).sort(byLength)[0];
  return beginning === undefined || beginning === command ? undefined : command.slice(beginning.length);
}

function byLength(a: string, b: string): number {
  return b.length - a.length;
}
