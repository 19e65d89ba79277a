/** `1 other command`, `2 other commands`: for a finding that is told once of all of them. */
export function otherCommands(number: number): string {
  return `${number} other command${number === 1 ? '' : 's'}`;
}
