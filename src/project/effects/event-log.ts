import type { RunEvent } from '../../core/command-run.ts';
import type { RelatedLocation } from '../../core/location.ts';
import { detailOf, placeOf } from './values/naming.ts';
import type { Transaction } from './state/transactions.ts';

interface Logged {
  readonly event: RunEvent;
  /** Whether they were rolled back is known when the run is over. */
  readonly transactions: readonly Transaction[];
  /** Handlers of exceptions that were under way. */
  readonly handlers: number;
}

/** What a run has done so far; the same thing at the same place, by the same calls, is in it once. */
export class EventLog {
  readonly #events: Logged[] = [];
  readonly #seen = new Set<string>();
  /** Events of one call share their chain. */
  readonly #keys = new Map<readonly RelatedLocation[], string>();

  add(event: RunEvent, transactions: readonly Transaction[], handlers: number): void {
    const key = `${event.kind} ${placeOf(event.at)} ${event.doubtful} ${detailOf(event)} ${this.#keyOf(event.chain)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#events.push({ event, transactions, handlers });
  }

  get length(): number {
    return this.#events.length;
  }

  /** Those that have come to it since it had that length, under so many handlers: others have handlers of their own. */
  since(length: number, handlers: number): readonly RunEvent[] {
    return this.#events.slice(length).flatMap((logged) => (logged.handlers === handlers ? [logged.event] : []));
  }

  transactions(): readonly Transaction[] {
    return this.#events.flatMap(({ transactions }) => transactions);
  }

  all(): readonly RunEvent[] {
    return this.#events.map(({ event, transactions }) =>
      'rolledBack' in event ? { ...event, rolledBack: transactions.some(({ rolledBack }) => rolledBack) } : event,
    );
  }

  #keyOf(chain: readonly RelatedLocation[]): string {
    let key = this.#keys.get(chain);
    if (key === undefined) {
      key = chain.map(placeOf).join(' ');
      this.#keys.set(chain, key);
    }
    return key;
  }
}
