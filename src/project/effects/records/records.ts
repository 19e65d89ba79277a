import { related, type Location } from '../../../core/location.ts';
import type { Attempt } from '../state/exceptions.ts';
import type { PlainEvent } from '../events.ts';
import type { CallSite, Machine, RecordTracking, WayOut } from '../machine.ts';
import { isProtected, takesAll } from '../state/protection.ts';
import { reachableFrom } from '../values/reachable.ts';
import { closesAbandoned, fieldsOf, keyedRecord, storedState } from './record-fields.ts';
import { RecordLedger } from './record-ledger.ts';
import { isUnderWay } from './record-states.ts';
import { Recording } from './recording.ts';
import { textOf, type InstanceValue, type QueryValue, type Value } from '../values/value.ts';

type Fields = ReadonlyMap<string, Value>;

/** What becomes of the history records that a run makes, on every path. */
export class HistoryRecords implements RecordTracking {
  readonly #machine: Machine;
  readonly #recording: Recording;
  readonly #ledger: RecordLedger;
  /** Code that cannot be followed may be called at any time, and finish what it finds. */
  #watched = false;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#recording = new Recording(machine);
    this.#ledger = new RecordLedger(machine);
  }

  created(record: InstanceValue | undefined, fields: Fields | undefined, site: CallSite): void {
    this.#recording.recorded();
    if (fields !== undefined) this.#checkSuccess(fields, site);
    if (record === undefined || this.#watched || this.#ledger.isFull) return;
    const { handlers, models } = this.#machine;
    const place = this.#machine.place(site);
    if (place.doubtful) return;
    const attempts = new Set(handlers.attempts);
    const state = fields === undefined ? 'lost' : storedState(models, record, fields);
    this.#ledger.add({ cell: record.cell, place, attempts, status: textOf(fields?.get('status')) }, state);
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
    const tracked = this.#ledger.of(record.cell);
    if (tracked !== undefined) this.#ledger.set(tracked, storedState(models, record, fields));
    else this.#somebodyFinishes(fields);
  }

  updated({ filters, excluded }: QueryValue, fields: Fields, site: CallSite): void {
    this.#checkSuccess(fields, site);
    const own = keyedRecord(filters.get('pk') ?? filters.get('id'));
    if (own !== undefined) {
      for (const [name, value] of fields) this.#machine.store.set(own.cell, name, value);
      const tracked = this.#ledger.of(own.cell);
      if (tracked !== undefined) this.#ledger.set(tracked, storedState(this.#machine.models, own, fieldsOf(own)));
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
    for (const tracked of this.#ledger.all) if (tracked.cell === record.cell) this.#ledger.set(tracked, 'lost');
  }

  missing(record: Value): void {
    if (record.kind !== 'instance') return;
    for (const tracked of this.#ledger.all) if (tracked.cell === record.cell) this.#ledger.set(tracked, 'absent');
  }

  escape(values: readonly Value[], keys: boolean): void {
    if (values.some(({ kind }) => kind === 'function')) this.#watched = true;
    if (this.#ledger.all.length === 0) return;
    const cells = reachableFrom(values, keys);
    this.#ledger.lose(({ cell }) => cells.has(cell));
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
    for (const tracked of this.#ledger.all) {
      if (attempt.endangered.has(tracked.key) && this.#ledger.mayBeOpen(tracked)) this.#ledger.set(tracked, 'open');
    }
    this.#recording.handled();
  }

  /** The exception that is under way may be for this attempt. */
  offered(attempt: Attempt): void {
    for (const { key } of this.#ledger.open()) attempt.endangered.add(key);
  }

  /** An exception leaves the run, in the present state. */
  raised(at: Location | undefined): void {
    const leaves = at && related(at, 'raises');
    for (const tracked of this.#ledger.open()) this.#ledger.expose(tracked, 'raise', leaves);
  }

  meet<W extends WayOut>(ways: readonly W[], how: 'return' | 'handled', values?: readonly Value[]): readonly W[] {
    return this.#ledger.meet(ways, how, values);
  }

  /** `handle` ends without an exception. */
  ended(): void {
    this.#ledger.ended();
    const place = this.#recording.withoutRecord();
    if (place !== undefined && !place.doubtful) this.#machine.report({ kind: 'unrecorded-work', ...place });
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
    for (const tracked of this.#ledger.open()) {
      if (this.#ledger.isExposed(tracked)) continue;
      const leaves = related(site.at, `\`${what}\` may raise`);
      if (!isProtected(this.#machine, tracked, () => this.#ledger.isOpen(tracked), leaves))
        this.#ledger.expose(tracked, 'exception', leaves);
    }
  }

  /** A record that cannot be told from those of this run gets a status; `abandoned`: it is one of a run that was killed. */
  #somebodyFinishes(fields: Fields, abandoned = false): void {
    const status = fields.get('status');
    if (status !== undefined && isUnderWay(status)) return;
    if (status === undefined && !fields.has('end_time')) return;
    // A record that is there already is one, too.
    if (!abandoned) this.#recording.recorded();
    this.#ledger.lose(() => true);
  }

  #checkSuccess(fields: Fields, site: CallSite): void {
    const failure = this.#machine.failures.certain;
    if (failure === undefined || textOf(fields.get('status')) !== 'success') return;
    this.#machine.report({ kind: 'false-success', handler: failure.handler, ...this.#machine.place(site) });
  }
}
