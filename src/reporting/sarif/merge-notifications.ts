import { compareText } from '../../core/location.ts';
import { severities } from '../../core/severity.ts';
import type { OwnNotification } from './own-log.ts';

/**
 * What several runs have to say, each thing once and as gravely as the gravest of them says it. Every run says its own in the
 * order of the whole, so that the lists are merged like sorted ones.
 */
export function mergeNotifications(lists: readonly (readonly OwnNotification[])[]): readonly OwnNotification[] {
  const said = new Map<string, OwnNotification>();
  for (const one of lists.flat()) {
    const other = said.get(keyOf(one));
    if (other === undefined || gravity(one) < gravity(other)) said.set(keyOf(one), one);
  }
  const keys = lists
    .map((list) => [...new Set(list.filter((one) => !isRecounted(one)).map(keyOf))])
    .reduce((merged, list) => mergeTwo(merged, list, said), []);
  return keys.flatMap((key) => said.get(key) ?? []);
}

function mergeTwo(a: readonly string[], b: readonly string[], said: ReadonlyMap<string, OwnNotification>): string[] {
  const [inA, inB] = [new Set(a), new Set(b)];
  const merged = new Set<string>();
  for (let [i, j] = [0, 0]; i < a.length || j < b.length;) {
    const [one, other] = [a[i], b[j]];
    const takesOne =
      other === undefined || (one !== undefined && (!inB.has(one) || inA.has(other)) && !isBefore(other, one));
    const taken = takesOne ? one : other;
    if (takesOne) i += 1;
    else j += 1;
    if (taken !== undefined) merged.add(taken);
  }
  return [...merged];

  /** Of two that only one list has each. */
  function isBefore(x: string, y: string): boolean {
    if (inA.has(x) || inB.has(y)) return false;
    return compareText(fileOf(said.get(x)), fileOf(said.get(y))) < 0;
  }
}

/** How many findings a reader shows is counted anew. */
function isRecounted({ descriptor, level }: OwnNotification): boolean {
  return descriptor.id === 'truncated-output' && level === 'note';
}

function keyOf({ descriptor, message, locations = [] }: OwnNotification): string {
  return JSON.stringify([descriptor.id, message.text, locations]);
}

function gravity({ level }: OwnNotification): number {
  return severities.indexOf(level);
}

function fileOf(notification: OwnNotification | undefined): string {
  return decodeURIComponent(notification?.locations?.[0]?.physicalLocation.artifactLocation.uri ?? '');
}
