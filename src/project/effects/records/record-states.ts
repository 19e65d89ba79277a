import { literal, textOf, type Value } from '../values/value.ts';

/**
 * How a history record stands on a path.
 *
 * `open`: without a final status; `left:3`: the same, after the third of the ways out that were noted; `endless`: with a
 * final status, but without an end; `absent`: this path has made none; `lost`: nothing can be told any more.
 */
export type RecordState = 'open' | `left:${number}` | 'endless' | 'finished' | 'absent' | 'lost';

export const stateValue = (state: RecordState | 'idle'): Value => literal(state);

/** The states that paths which meet here may have; empty: none of them has made the record. */
export function statesOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  const values = value.kind === 'choice' ? value.of : [value];
  return values.map((one) => textOf(one) ?? 'lost');
}

export function isOpen(state: string): boolean {
  return state === 'open' || state.startsWith('left:');
}

/** On every path that made it, it is still open. */
export function isCertainlyOpen(value: Value | undefined): boolean {
  const states = statesOf(value).filter((state) => state !== 'absent');
  return states.length > 0 && states.every(isOpen);
}

export function isFinished(value: Value | undefined): boolean {
  const states = statesOf(value);
  return states.length > 0 && !states.some(isOpen);
}

const underWay =
  /^(running|pending|started|starting|queued|in[_ -]?progress|processing|new|created|initiali[sz](ed|ing)|scheduled|open|ongoing|syncing|waiting)$/i;

/** The status says that the sync is still under way; of a status that is not known nothing is said. */
export function isUnderWay(status: Value): boolean {
  const values = status.kind === 'choice' ? status.of : [status];
  return values.every(
    (value) => underWay.test(textOf(value) ?? '') || (value.kind === 'literal' && value.value === null),
  );
}
