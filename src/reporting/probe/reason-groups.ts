import { compareText } from '../../core/location.ts';

/** One verdict that has a reason. */
export interface Reasoned {
  readonly command: string;
  readonly probe: string;
  readonly reason: string;
}

/** Commands for all of which the same probes said the same. */
export interface ReasonGroup {
  readonly reason: string;
  readonly verdicts: number;
  readonly sets: readonly { readonly probes: readonly string[]; readonly commands: readonly string[] }[];
}

/** Each reason once, the most frequent first, with whom it is about. */
export function groupReasons(reasoned: readonly Reasoned[]): readonly ReasonGroup[] {
  return [...grouped(reasoned, ({ reason }) => reason)]
    .map(([reason, members]) => ({ reason, verdicts: members.length, sets: setsOf(members) }))
    .sort((a, b) => b.verdicts - a.verdicts || compareText(a.reason, b.reason));
}

function setsOf(members: readonly Reasoned[]): ReasonGroup['sets'] {
  const ofCommand = [...grouped(members, ({ command }) => command)].map(([command, own]) => ({
    command,
    probes: own.map(({ probe }) => probe),
  }));
  return [...grouped(ofCommand, ({ probes }) => JSON.stringify(probes))].map(([key, own]) => ({
    probes: JSON.parse(key) as readonly string[],
    commands: own.map(({ command }) => command),
  }));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Names that a line of text still holds. */
const mostNames = 6;

/** `a, b and 47 more`; `all 49 commands` where none is missing. */
export function nameList(names: readonly string[], all: number, noun: string): string {
  if (names.length === all && all > 2) return `all ${all} ${noun}s`;
  if (names.length <= mostNames) return names.join(', ');
  return `${names.slice(0, mostNames - 1).join(', ')} and ${names.length - mostNames + 1} more ${noun}s`;
}
