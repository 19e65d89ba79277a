import type { RelatedLocation } from '../../../core/location.ts';
import { isBroad, type Attempt } from './exceptions.ts';
import type { Machine } from '../machine.ts';

interface Endangered {
  readonly key: string;
  /** Attempts around the place that made the record: a transaction among them takes it back. */
  readonly attempts: ReadonlySet<Attempt>;
}

/**
 * Whatever is raised here comes to code that finishes the record, or to a handler for everything.
 *
 * What such a handler does is seen when its body runs; `finally` and `__exit__` are tried at once.
 */
export function isProtected(
  machine: Machine,
  record: Endangered,
  isOpen: () => boolean,
  raises: RelatedLocation,
): boolean {
  const { attempts } = machine.handlers;
  const all = [...attempts];
  const frames = all.flatMap(({ frame }) => (frame === undefined ? [] : [frame]));
  const result = machine.trial(frames, () => {
    for (let attempt = attempts.pop(); attempt !== undefined; attempt = attempts.pop()) {
      const { rollsBack, atEnd } = attempt;
      attempt.endangered.add(record.key);
      if (takesAll(attempt) || (rollsBack === true && record.attempts.has(attempt))) return true;
      if (rollsBack === true || atEnd === undefined) continue;
      machine.failures.during(raises, () => {
        atEnd(true);
      });
      if (!isOpen()) return true;
    }
    return false;
  });
  attempts.splice(0, attempts.length, ...all);
  return result;
}

/** A handler for everything. */
export function takesAll({ handlers }: Attempt): boolean {
  return handlers.some(({ bare, types }) => bare || types.some(isBroad));
}
