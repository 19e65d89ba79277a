import type { EventPlace, RunEvent } from '../../../core/command-run.ts';
import type { RelatedLocation } from '../../../core/location.ts';
import type { Attempt } from '../state/exceptions.ts';
import type { PlainEvent } from '../events.ts';
import type { Machine, WayOut } from '../machine.ts';
import { reachableFrom } from '../values/reachable.ts';
import { isCertainlyOpen, isFinished, isOpen, statesOf, stateValue, type RecordState } from './record-states.ts';
import { Cell, type Value } from '../values/value.ts';

/** A record that the run makes. */
export interface Tracked {
  /** Of its state, among the states. */
  readonly key: string;
  readonly cell: Cell;
  readonly place: EventPlace;
  /** Attempts around the place that made it: a transaction among them takes it back. */
  readonly attempts: ReadonlySet<Attempt>;
  readonly status: string | undefined;
}

type UnfinishedRecord = Extract<PlainEvent, { kind: 'unfinished-record' }>;

/** Records beyond these are not followed. */
const maximumRecords = 60;

/** The records that a run makes, with their state on the path under way, and what was told of them. */
export class RecordLedger {
  readonly #machine: Machine;
  readonly #states = new Cell();
  readonly #tracked: Tracked[] = [];
  readonly #waysOut: { readonly how: UnfinishedRecord['how']; readonly leaves: RelatedLocation }[] = [];
  readonly #exposed = new Set<Tracked>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  get isFull(): boolean {
    return this.#tracked.length >= maximumRecords;
  }

  get all(): readonly Tracked[] {
    return this.#tracked;
  }

  add(record: Omit<Tracked, 'key'>, state: RecordState): void {
    const tracked = { key: String(this.#tracked.length), ...record };
    this.#tracked.push(tracked);
    this.set(tracked, state);
  }

  /** The last one that this object was. */
  of(cell: Cell): Tracked | undefined {
    return this.#tracked.findLast((tracked) => tracked.cell === cell);
  }

  set(tracked: Tracked, state: RecordState): void {
    this.#machine.store.set(this.#states, tracked.key, stateValue(state));
  }

  /** Of those that the path under way has made: nothing can be told any more. */
  lose(which: (tracked: Tracked) => boolean): void {
    for (const tracked of this.#tracked) {
      if (which(tracked) && this.#states.values.get(tracked.key) !== undefined) this.set(tracked, 'lost');
    }
  }

  /** Those that no path to here has finished. */
  open(): readonly Tracked[] {
    return this.#tracked.filter((tracked) => this.isOpen(tracked));
  }

  isOpen(tracked: Tracked): boolean {
    return isCertainlyOpen(this.#states.values.get(tracked.key));
  }

  mayBeOpen(tracked: Tracked): boolean {
    return statesOf(this.#states.values.get(tracked.key)).some(isOpen);
  }

  isExposed(tracked: Tracked): boolean {
    return this.#exposed.has(tracked);
  }

  /** Tells that it stays unfinished, once. */
  expose(tracked: Tracked, how: UnfinishedRecord['how'], leaves: RelatedLocation | undefined): void {
    if (this.#machine.isTrial || this.#exposed.has(tracked)) return;
    this.#exposed.add(tracked);
    this.#report(tracked, { how, missing: 'status', ...(leaves && { leaves }) });
  }

  meet<W extends WayOut>(ways: readonly W[], how: 'return' | 'handled', values?: readonly Value[]): readonly W[] {
    const states = (tracked: Tracked, { changes }: WayOut): Value | undefined =>
      changes.get(this.#states)?.get(tracked.key);
    return ways.map((way, index) => {
      const { at } = way;
      const changes = way.changes.get(this.#states);
      if (at === undefined || changes === undefined) return way;
      const value = values?.[index];
      const given = value === undefined ? undefined : reachableFrom([value], true);
      const noted = this.#tracked.filter(
        (tracked) =>
          isCertainlyOpen(states(tracked, way)) &&
          given?.has(tracked.cell) !== true &&
          (how === 'handled' || this.#states.values.get(tracked.key) === undefined) &&
          ways.some((other) => isFinished(states(tracked, other))),
      );
      if (noted.length === 0) return way;
      const state = this.#note(how, {
        ...at,
        message: how === 'return' ? 'returns here' : 'goes on after an exception',
      });
      const all = new Map(way.changes);
      all.set(
        this.#states,
        new Map([...changes, ...noted.map((tracked) => [tracked.key, stateValue(state)] as const)]),
      );
      return { ...way, changes: all };
    });
  }

  /** `handle` ends without an exception. */
  ended(): void {
    for (const tracked of this.#tracked) {
      const states = statesOf(this.#states.values.get(tracked.key)).filter((state) => state !== 'absent');
      if (states.length === 0) continue;
      const [way] = states.flatMap((state) =>
        state.startsWith('left:') ? [this.#waysOut[Number(state.slice(5))]] : [],
      );
      if (way !== undefined) this.expose(tracked, way.how, way.leaves);
      else if (states.every(isOpen)) this.expose(tracked, 'end', undefined);
      else if (states.every((state) => state === 'endless')) this.#report(tracked, { how: 'end', missing: 'end_time' });
    }
  }

  #note(how: UnfinishedRecord['how'], leaves: RelatedLocation): RecordState {
    this.#waysOut.push({ how, leaves });
    return `left:${this.#waysOut.length - 1}`;
  }

  #report({ place, status }: Tracked, left: Pick<UnfinishedRecord, 'how' | 'missing' | 'leaves'>): void {
    const event: RunEvent = { kind: 'unfinished-record', ...left, ...place, ...(status !== undefined && { status }) };
    this.#machine.report(event);
  }
}
