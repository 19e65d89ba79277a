import { dictOf, itemsOf, keysOf, listOf } from '../values/collections.ts';
import { emitHistory } from './history-events.ts';
import { bound } from '../language/instances.ts';
import { openCell } from '../language/iteration.ts';
import { join } from '../values/joining.ts';
import type { CallSite, Machine } from '../machine.ts';
import { emitQuerySizes } from './option-uses.ts';
import {
  holdsDry,
  literal,
  none,
  textOf,
  unknown,
  unknownValue,
  type Arguments,
  type InstanceValue,
  type QueryValue,
  type Value,
} from '../values/value.ts';

/** Methods of managers and query sets that write (https://docs.djangoproject.com/en/stable/ref/models/querysets/). */
const writing = new Set(
  'create bulk_create bulk_update get_or_create update_or_create update delete _raw_delete'.split(' '),
);
const narrowing = new Set(
  'all filter exclude order_by select_related prefetch_related select_for_update using distinct reverse none only defer annotate alias union intersection difference iterator aiterator get_queryset extra'.split(
    ' ',
  ),
);
/** They give something that is read later. */
const lazy = new Set('values values_list dates datetimes as_manager db_manager'.split(' '));
const one = new Set('get latest earliest'.split(' '));
const perhapsOne = new Set('first last'.split(' '));

export function callQueryMethod(
  machine: Machine,
  query: QueryValue,
  called: string,
  args: Arguments,
  site: CallSite,
): Value {
  emitQuerySizes(machine, args, site);
  const own = query.class && machine.definitions.member(query.class, called);
  if (own?.kind === 'found') return machine.call(bound(machine, own.entity, own.owner, query, site), args, site);
  // `acreate` is `create` for whoever awaits it.
  const name = /^a[a-z_]+$/.test(called) && isKnown(called.slice(1)) ? called.slice(1) : called;
  if (narrowing.has(name)) return narrowed(query, name, args);
  const record = (): Value => recordOf(query);
  const what = `${query.model.definition.name}.objects.${called}`;
  if (lazy.has(name)) return /^values|^date/.test(name) ? { ...query, plain: true } : unknown(false);
  asks(machine, query.model, what, name !== called, site);
  if (writing.has(name)) {
    if (isEmpty(query)) return literal(0);
    if (name.startsWith('bulk_') && isOfNothing(args)) return listOf([]);
    if (name === 'get_or_create' && machine.branches.hasFound(query.model.symbol)) {
      return listOf([record(), unknownValue]);
    }
    const given = name === 'create' || name.endsWith('or_create') ? made(machine, query, args) : undefined;
    if (name === 'create' && given !== undefined) given.cell.stored = true;
    write(machine, query, { what, name, record: given }, args, site);
    return name === 'create' ? (given ?? record()) : listOf([given ?? record(), unknownValue]);
  }
  const asked = name === 'get' ? narrowed(query, 'filter', args) : query;
  if (machine.models.isHistory(query.model)) emitHistory(machine, query.model, 'look-up', asked.filters, site);
  if (name === 'get' && query.plain !== true) return machine.records.named(asked) ?? record();
  if (one.has(name)) return record();
  if (perhapsOne.has(name)) return join([record(), none]);
  if (name === 'in_bulk') return dictOf([], record());
  if (name === 'exists') return { ...unknown(false), finds: query.model.symbol };
  return unknown(false);
}

/** `filter(pk__in=[])` */
function isEmpty({ filters }: QueryValue): boolean {
  return [...filters].some(
    ([name, value]) => /__in$/.test(name) && value.kind === 'list' && itemsOf(value)?.length === 0,
  );
}

/** `bulk_create([])` */
function isOfNothing({ positional: [objects] }: Arguments): boolean {
  return objects?.kind === 'list' && itemsOf(objects)?.length === 0;
}

function isKnown(name: string): boolean {
  return (
    [writing, narrowing, one, perhapsOne].some((set) => set.has(name)) ||
    /^(count|exists|aggregate|in_bulk)$/.test(name)
  );
}

/** Some record that a query set gives. */
export function recordOf({ model, plain }: QueryValue): Value {
  return plain === true ? unknownValue : { kind: 'instance', class: model, cell: openCell() };
}

function narrowed(query: QueryValue, name: string, { keywords }: Arguments): QueryValue {
  if (name === 'filter') return { ...query, filters: new Map([...query.filters, ...keywords]) };
  return name === 'exclude' && (keywords.has('pk') || keywords.has('id')) ? { ...query, excluded: true } : query;
}

function made(machine: Machine, { model }: QueryValue, args: Arguments): InstanceValue {
  const cell = openCell();
  for (const [name, value] of writtenFields(args)) if (name !== 'defaults') machine.store.set(cell, name, value);
  return { kind: 'instance', class: model, cell };
}

/** A query set is iterated over, counted or indexed. */
export function readQuery(machine: Machine, value: Value, awaitable: boolean, site: CallSite): void {
  for (const query of value.kind === 'choice' ? value.of : [value]) {
    if (query.kind !== 'query') continue;
    asks(machine, query.model, `${query.model.definition.name}.objects`, awaitable, site);
    if (machine.models.isHistory(query.model)) emitHistory(machine, query.model, 'look-up', query.filters, site);
  }
}

/** `record.save()`, `record.delete()` */
export function callRecordMethod(
  machine: Machine,
  record: InstanceValue,
  called: string,
  args: Arguments,
  site: CallSite,
): Value {
  if (called === '__init__') {
    for (const [name, value] of args.keywords) machine.store.set(record.cell, name, value);
    return none;
  }
  const name = called.replace(/^a(?=(save|delete)$)/, '');
  const what = `${record.class.definition.name}.${called}`;
  if (/^a?refresh_from_db$/.test(called)) {
    asks(machine, record.class, what, called.startsWith('a'), site);
    return none;
  }
  if (name !== 'save' && name !== 'delete') return unknownValue;
  asks(machine, record.class, what, name !== called, site);
  // An object that was made here and not by a query is not in the database yet.
  const action = name === 'save' && !record.cell.open ? 'create' : name;
  const fields = savedFields(record, args);
  const { records } = machine;
  if (!machine.models.isHistory(record.class)) {
    const own = name === 'delete' && record.cell.stored;
    const fields = name === 'save' ? updateFields(args) : undefined;
    const given = name === 'save' ? [...record.cell.values.values()] : [];
    emitWrite(machine, record.class, what, site, { fields, own, given });
  } else {
    emitHistory(machine, record.class, action, fields, site);
    if (action === 'create') records.created(record, fields, site);
    else if (action === 'save') records.saved(record, site);
    else records.deleted(record);
  }
  if (action === 'create') record.cell.stored = true;
  record.cell.open = true;
  return none;
}

/** `save(update_fields=…)` stores nothing else. */
function savedFields({ cell }: InstanceValue, args: Arguments): ReadonlyMap<string, Value> {
  const names = updateFields(args);
  const only = names && new Set(names);
  return new Map(
    [...cell.values].flatMap(([key, value]) =>
      value === undefined || (only !== undefined && !only.has(key)) ? [] : [[key, value] as const],
    ),
  );
}

function updateFields({ keywords }: Arguments): readonly string[] | undefined {
  const given = keywords.get('update_fields');
  const names = given?.kind === 'list' ? itemsOf(given)?.map(textOf) : undefined;
  return names?.every((name) => name !== undefined) === true ? names : undefined;
}

interface Write {
  readonly what: string;
  readonly name: string;
  /** What `create` and its like give back. */
  readonly record: InstanceValue | undefined;
}

/** A write through a manager or query set. */
function write(
  machine: Machine,
  query: QueryValue,
  { what, name, record }: Write,
  args: Arguments,
  site: CallSite,
): void {
  const { model } = query;
  if (!machine.models.isHistory(model)) {
    const fields = name === 'update' && args.complete ? [...args.keywords.keys()] : undefined;
    emitWrite(machine, model, what, site, { fields, given: [...writtenFields(args).values()] });
    return;
  }
  const creates = record !== undefined || name === 'bulk_create';
  const fields = writtenFields(args);
  emitHistory(machine, model, creates ? 'create' : name.endsWith('delete') ? 'delete' : 'update', fields, site);
  if (creates) machine.records.created(record, args.complete ? fields : undefined, site);
  else if (name === 'update') machine.records.updated(query, fields, site);
}

function asks(machine: Machine, model: InstanceValue['class'], what: string, awaitable: boolean, site: CallSite): void {
  machine.emit({ kind: 'query', what, awaitable }, site);
  if (!machine.models.isHistory(model)) machine.records.reads(what, site);
}

interface Written {
  readonly fields?: readonly string[] | undefined;
  readonly own?: boolean;
  readonly given: readonly (Value | undefined)[];
}

function emitWrite(
  machine: Machine,
  model: InstanceValue['class'],
  what: string,
  site: CallSite,
  { fields, own = false, given }: Written,
): void {
  const refersTo = given.flatMap((value) => (value?.kind === 'instance' ? value.class.symbol : []));
  const told = given.some((value) => value !== undefined && holdsDry(value));
  machine.emit(
    {
      ...{ kind: 'effect', effect: 'write', what, model: model.symbol, rolledBack: false },
      ...(fields && { fields }),
      ...(refersTo.length > 0 && { refersTo }),
      ...(told && { told }),
      ...(own && { own }),
    },
    site,
  );
}

/** Keywords, and those of `defaults`. */
function writtenFields({ keywords }: Arguments): ReadonlyMap<string, Value> {
  const defaults = keywords.get('defaults');
  if (defaults?.kind !== 'dict') return keywords;
  const given = keysOf(defaults).map((key) => [key, defaults.cell.values.get(key) ?? unknownValue] as const);
  return new Map([...keywords, ...given]);
}
