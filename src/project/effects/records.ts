import type { EventPlace, RunEvent } from '../../core/command-run.ts';
import type { Location, RelatedLocation } from '../../core/location.ts';
import type { Attempt } from './exceptions.ts';
import type { CallSite, Machine, PlainEvent, RecordTracking, WayOut } from './machine.ts';
import { isProtected, takesAll } from './protection.ts';
import { reachableFrom } from './reachable.ts';
import { closesAbandoned, fieldsOf, keyedRecord, storedState } from './record-fields.ts';
import {
  isCertainlyOpen,
  isFinished,
  isOpen,
  isUnderWay,
  statesOf,
  stateValue,
  type RecordState,
} from './record-states.ts';
import { Recording } from './recording.ts';
import { Cell, textOf, type InstanceValue, type QueryValue, type Value } from './value.ts';

/** A record that the run makes. */
interface Tracked {
  /** Of its state, among the states. */
  readonly key: string;
  readonly cell: Cell;
  readonly place: EventPlace;
  /** Attempts around the place that made it: a transaction among them takes it back. */
  readonly attempts: ReadonlySet<Attempt>;
  readonly status: string | undefined;
}

type Fields = ReadonlyMap<string, Value>;
type UnfinishedRecord = Extract<PlainEvent, { kind: 'unfinished-record' }>;

/** Records beyond these are not followed. */
const maximumRecords = 60;

/** What becomes of the history records that a run makes, on every path. */
export class HistoryRecords implements RecordTracking {
  readonly #machine: Machine;
  readonly #recording: Recording;
  readonly #states = new Cell();
  readonly #tracked: Tracked[] = [];
  readonly #waysOut: { readonly how: UnfinishedRecord['how']; readonly leaves: RelatedLocation }[] = [];
  readonly #exposed = new Set<Tracked>();
  /** Code that cannot be followed may be called at any time, and finish what it finds. */
  #watched = false;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#recording = new Recording(machine);
  }

  created(record: InstanceValue | undefined, fields: Fields | undefined, site: CallSite): void {
    this.#recording.recorded();
    if (fields !== undefined) this.#checkSuccess(fields, site);
    if (record === undefined || this.#watched || this.#tracked.length >= maximumRecords) return;
    const place = this.#machine.place(site);
    if (place.doubtful) return;
    const tracked: Tracked = {
      key: String(this.#tracked.length),
      cell: record.cell,
      place,
      attempts: new Set(this.#machine.handlers.attempts),
      status: textOf(fields?.get('status')),
    };
    this.#tracked.push(tracked);
    this.#set(tracked, fields === undefined ? 'lost' : storedState(this.#machine.models, record, fields));
  }

  writes(name: string, site: CallSite): void {
    if (!this.#machine.models.historyWriters.has(name)) return;
    const { isLate } = this;
    const none = new Map<string, never>();
    this.#machine.emit(
      {
        kind: 'history',
        action: 'create',
        fields: none,
        statuses: [],
        unserialisable: none,
        afterWork: isLate,
        rolledBack: false,
      },
      site,
    );
    this.created(undefined, undefined, site);
  }

  under<T>(conditions: readonly string[], body: () => T): T {
    return this.#recording.under(conditions, body);
  }

  get isLate(): boolean {
    return this.#recording.isLate;
  }

  saved(record: InstanceValue, site: CallSite): void {
    const fields = fieldsOf(record);
    this.#checkSuccess(fields, site);
    const { models } = this.#machine;
    const tracked = this.#tracked.findLast(({ cell }) => cell === record.cell);
    if (tracked !== undefined) this.#set(tracked, storedState(models, record, fields));
    else this.#somebodyFinishes(fields);
  }

  updated({ filters, excluded }: QueryValue, fields: Fields, site: CallSite): void {
    this.#checkSuccess(fields, site);
    const own = keyedRecord(filters.get('pk') ?? filters.get('id'));
    if (own !== undefined) {
      for (const [name, value] of fields) this.#machine.store.set(own.cell, name, value);
      const tracked = this.#tracked.findLast(({ cell }) => cell === own.cell);
      if (tracked !== undefined) this.#set(tracked, storedState(this.#machine.models, own, fieldsOf(own)));
      return;
    }
    // Those of earlier runs: the record of this run is not among them.
    const others = excluded || [...filters.keys()].some((name) => /^(start(ed)?_\w+|created_\w+)__lte?$/.test(name));
    if (!others)
      this.#somebodyFinishes(fields, closesAbandoned(filters, fields) && !this.#machine.place(site).inHandler);
  }

  named({ filters }: Pick<QueryValue, 'filters'>): InstanceValue | undefined {
    return keyedRecord(filters.get('pk') ?? filters.get('id'));
  }

  deleted(record: InstanceValue): void {
    for (const tracked of this.#tracked) if (tracked.cell === record.cell) this.#set(tracked, 'lost');
  }

  missing(record: Value): void {
    if (record.kind !== 'instance') return;
    for (const tracked of this.#tracked) if (tracked.cell === record.cell) this.#set(tracked, 'absent');
  }

  escape(values: readonly Value[], keys: boolean): void {
    if (values.some(({ kind }) => kind === 'function')) this.#watched = true;
    if (this.#tracked.length === 0) return;
    const cells = reachableFrom(values, keys);
    for (const tracked of this.#tracked) {
      if (cells.has(tracked.cell) && this.#states.values.get(tracked.key) !== undefined) this.#set(tracked, 'lost');
    }
  }

  /** Something of interest happens. */
  noticed(event: PlainEvent, site: CallSite): void {
    if (event.kind === 'effect') {
      const isWrite = event.effect === 'write' || event.effect === 'sql';
      if (isWrite && !/\.a?get_or_create$/.test(event.what)) this.#recording.worked(site);
      this.#danger(event.what, event.effect === 'write' && !/\.a?delete$/.test(event.what), site);
    }
  }

  reads(what: string, site: CallSite): void {
    this.#danger(what, false, site);
  }

  fetches(what: string, site: CallSite): void {
    this.#danger(what, true, site);
  }

  enter(attempt: Attempt): void {
    for (const tracked of attempt.endangered) {
      const found = this.#tracked.find((one) => one.key === tracked);
      if (found !== undefined && statesOf(this.#states.values.get(found.key)).some(isOpen)) this.#set(found, 'open');
    }
    this.#recording.handled();
  }

  /** The exception that is under way may be for this attempt. */
  offered(attempt: Attempt): void {
    for (const tracked of this.#tracked) {
      if (this.#isOpen(tracked)) attempt.endangered.add(tracked.key);
    }
  }

  /** An exception leaves the run, in the present state. */
  raised(at: Location | undefined): void {
    const leaves = at && { ...at, message: 'raises' };
    for (const tracked of this.#tracked) {
      if (this.#isOpen(tracked)) this.#expose(tracked, 'raise', leaves);
    }
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
    for (const tracked of this.#tracked) this.#checkEnd(tracked);
    const place = this.#recording.withoutRecord();
    if (place !== undefined && !place.doubtful) this.#machine.report({ kind: 'unrecorded-work', ...place });
  }

  #checkEnd(tracked: Tracked): void {
    const states = statesOf(this.#states.values.get(tracked.key)).filter((state) => state !== 'absent');
    if (states.length === 0) return;
    const way = states.flatMap((state) =>
      state.startsWith('left:') ? [this.#waysOut[Number(state.slice(5))]] : [],
    )[0];
    if (way !== undefined) this.#expose(tracked, way.how, way.leaves);
    else if (states.every(isOpen)) this.#expose(tracked, 'end', undefined);
    else if (states.every((state) => state === 'endless')) this.#report(tracked, { how: 'end', missing: 'end_time' });
  }

  #note(how: UnfinishedRecord['how'], leaves: RelatedLocation): RecordState {
    this.#waysOut.push({ how, leaves });
    return `left:${this.#waysOut.length - 1}`;
  }

  #expose(tracked: Tracked, how: UnfinishedRecord['how'], leaves: RelatedLocation | undefined): void {
    if (this.#machine.isTrial || this.#exposed.has(tracked)) return;
    this.#exposed.add(tracked);
    this.#report(tracked, { how, missing: 'status', ...(leaves && { leaves }) });
  }

  #report({ place, status }: Tracked, left: Pick<UnfinishedRecord, 'how' | 'missing' | 'leaves'>): void {
    const event: RunEvent = { kind: 'unfinished-record', ...left, ...place, ...(status !== undefined && { status }) };
    this.#machine.report(event);
  }

  #isOpen(tracked: Tracked): boolean {
    return isCertainlyOpen(this.#states.values.get(tracked.key));
  }

  #set(tracked: Tracked, state: RecordState): void {
    this.#machine.store.set(this.#states, tracked.key, stateValue(state));
  }

  /** An exception may strike here; `isSync`: and then something of what was to be synchronised is missing. */
  #danger(what: string, isSync: boolean, site: CallSite): void {
    const { failures, handlers, isTrial } = this.#machine;
    if (isSync) {
      failures.recovered();
      for (const attempt of handlers.attempts.toReversed()) {
        attempt.hasWork = true;
        if (takesAll(attempt)) break;
      }
    }
    if (isTrial) return;
    for (const tracked of this.#tracked) {
      if (this.#exposed.has(tracked) || !this.#isOpen(tracked)) continue;
      const leaves = { ...site.at, message: `\`${what}\` may raise` };
      if (!isProtected(this.#machine, tracked, () => this.#isOpen(tracked), leaves))
        this.#expose(tracked, 'exception', leaves);
    }
  }

  /** A record that cannot be told from those of this run gets a status; `abandoned`: it is one of a run that was killed. */
  #somebodyFinishes(fields: Fields, abandoned = false): void {
    const status = fields.get('status');
    if (status !== undefined && isUnderWay(status)) return;
    if (status === undefined && !fields.has('end_time')) return;
    // A record that is there already is one, too.
    if (!abandoned) this.#recording.recorded();
    for (const tracked of this.#tracked) {
      if (this.#states.values.get(tracked.key) !== undefined) this.#set(tracked, 'lost');
    }
  }

  #checkSuccess(fields: Fields, site: CallSite): void {
    const failure = this.#machine.failures.certain;
    if (failure === undefined || textOf(fields.get('status')) !== 'success') return;
    this.#machine.report({ kind: 'false-success', handler: failure.handler, ...this.#machine.place(site) });
  }
}
