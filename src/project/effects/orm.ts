import { itemsOf, keysOf, listOf } from './collections.ts';
import { openCell } from './iteration.ts';
import { bound, lookUpMember } from './instances.ts';
import type { CallSite, Machine } from './machine.ts';
import {
  join,
  none,
  textOf,
  unknown,
  unknownValue,
  type Arguments,
  type InstanceValue,
  type QueryValue,
  type Value,
} from './value.ts';

/** Methods of managers and query sets that write (https://docs.djangoproject.com/en/stable/ref/models/querysets/). */
const writing = new Set(
  'create bulk_create bulk_update get_or_create update_or_create update delete _raw_delete'.split(' '),
);
const narrowing = new Set(
  'all filter exclude order_by select_related prefetch_related select_for_update using distinct reverse none only defer annotate alias union intersection difference iterator aiterator get_queryset extra'.split(
    ' ',
  ),
);
const one = new Set('get latest earliest'.split(' '));
const perhapsOne = new Set('first last'.split(' '));

export function callQueryMethod(
  machine: Machine,
  query: QueryValue,
  called: string,
  args: Arguments,
  site: CallSite,
): Value {
  const own = query.class && lookUpMember(machine, query.class, called, 0);
  if (own?.kind === 'found') return machine.call(bound(machine, own.entity, own.owner, query, site), args, site);
  // `acreate` is `create` for whoever awaits it.
  const name = /^a[a-z_]+$/.test(called) && isKnown(called.slice(1)) ? called.slice(1) : called;
  const isHistory = machine.models.isHistory(query.model);
  if (isHistory && !writing.has(name) && !narrowing.has(name))
    emitHistory(machine, query.model, 'look-up', query.filters, site);
  if (narrowing.has(name)) {
    return { ...query, filters: name === 'filter' ? new Map([...query.filters, ...args.keywords]) : query.filters };
  }
  const record = (): InstanceValue => ({ kind: 'instance', class: query.model, cell: openCell() });
  if (writing.has(name)) {
    emitWrite(machine, query.model, `${query.model.definition.name}.objects.${called}`, name, args, site);
    if (name === 'create') return made(machine, query, args);
    return name === 'get_or_create' || name === 'update_or_create' ? listOf([record(), unknownValue]) : unknownValue;
  }
  if (one.has(name)) return record();
  if (perhapsOne.has(name)) return join([record(), none]);
  return unknown(false);
}

function isKnown(name: string): boolean {
  return (
    [writing, narrowing, one, perhapsOne].some((set) => set.has(name)) ||
    /^(count|exists|aggregate|in_bulk)$/.test(name)
  );
}

function made(machine: Machine, { model }: QueryValue, { keywords }: Arguments): Value {
  const cell = openCell();
  for (const [name, value] of keywords) machine.store.set(cell, name, value);
  return { kind: 'instance', class: model, cell };
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
  if (name !== 'save' && name !== 'delete') return unknownValue;
  const what = `${record.class.definition.name}.${called}`;
  // An object that was made here and not by a query is not in the database yet.
  const action = name === 'save' && !record.cell.open ? 'create' : name;
  const fields = new Map(
    [...record.cell.values].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
  emitWrite(machine, record.class, what, action, { ...args, keywords: fields }, site);
  record.cell.open = true;
  return none;
}

function emitWrite(
  machine: Machine,
  model: InstanceValue['class'],
  what: string,
  name: string,
  args: Arguments,
  site: CallSite,
): void {
  if (machine.models.isHistory(model)) {
    const action = name === 'delete' ? 'delete' : name === 'create' || name === 'bulk_create' ? 'create' : 'update';
    emitHistory(machine, model, action, writtenFields(args), site);
    return;
  }
  machine.wrote();
  machine.emit({ kind: 'effect', effect: 'write', what, model: model.symbol, rolledBack: false }, site);
}

/** Keywords, and those of `defaults`. */
function writtenFields({ keywords }: Arguments): ReadonlyMap<string, Value> {
  const defaults = keywords.get('defaults');
  if (defaults?.kind !== 'dict') return keywords;
  const given = keysOf(defaults).map((key) => [key, defaults.cell.values.get(key) ?? unknownValue] as const);
  return new Map([...keywords, ...given]);
}

function emitHistory(
  machine: Machine,
  model: InstanceValue['class'],
  action: 'create' | 'update' | 'look-up' | 'delete',
  fields: ReadonlyMap<string, Value>,
  site: CallSite,
): void {
  const unserialisable = [...fields].flatMap(([name, value]) => {
    const found = foreignTo(value);
    return found === undefined ? [] : [[name, found] as const];
  });
  machine.emit(
    {
      kind: 'history',
      action,
      fields: new Map([...fields].map(([name, value]) => [name, constantText(value)])),
      unserialisable: new Map(unserialisable),
      afterWork: machine.hasWritten(),
      rolledBack: false,
    },
    site,
  );
}

function constantText(value: Value): string | undefined {
  return textOf(value) ?? (value.kind === 'literal' ? String(value.value) : undefined);
}

/** Something within a dict or list that `json` cannot write. */
function foreignTo(value: Value): string | undefined {
  if (value.kind === 'list')
    return itemsOf(value)
      ?.map(foreignWithin)
      .find((found) => found !== undefined);
  if (value.kind !== 'dict') return undefined;
  return keysOf(value)
    .map((key) => foreignWithin(value.cell.values.get(key)))
    .find((found) => found !== undefined);
}

function foreignWithin(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (
    value.kind === 'external' &&
    /^(datetime\.(datetime|date)\.(now|utcnow|today|fromisoformat|strptime|combine)|django\.utils\.timezone\.now)\(\)$/.test(
      value.path,
    )
  )
    return value.path;
  if (value.kind === 'instance') return value.class.definition.name;
  return foreignTo(value);
}
