import type { UnresolvedCall } from '../../core/command-run.ts';
import type { SymbolId } from '../../core/location.ts';
import type { Call } from '../../core/python.ts';
import type { Unresolved } from '../../core/unresolved.ts';
import { placeOf } from './values/naming.ts';

/** The calls that runs have come to, each counted once however many runs and paths come to it. */
export class CallPlaces {
  readonly #reached = new Set<Call>();
  readonly #open = new Map<string, Unresolved>();

  /** Calls that a run has come to. */
  reached(calls: readonly Call[]): void {
    for (const call of calls) this.#reached.add(call);
  }

  /** Calls that a run of the command could not follow. */
  leftOpen(calls: readonly UnresolvedCall[], command: SymbolId): void {
    for (const { file, region, name } of calls) {
      const key = placeOf({ file, region });
      if (this.#open.has(key)) continue;
      const what = name === undefined ? 'a call' : `the call of \`${name}\``;
      this.#open.set(key, { file, region, reason: `${what} cannot be followed`, subject: command });
    }
  }

  get open(): readonly Unresolved[] {
    return [...this.#open.values()];
  }

  /** How many were followed. */
  get followed(): number {
    return Math.max(0, this.#reached.size - this.#open.size);
  }
}
