/** Names between backticks: `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and 4 more ``. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.slice(0, names.length === most + 1 ? most + 1 : most).map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${String(rest)} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last ?? ''}`;
}
