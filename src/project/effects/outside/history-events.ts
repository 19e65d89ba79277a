import type { Location } from '../../../core/location.ts';
import { itemsOf, keysOf } from '../values/collections.ts';
import type { CallSite, Machine } from '../machine.ts';
import { isMoment } from '../values/moments.ts';
import { textOf, type InstanceValue, type Value } from '../values/value.ts';

/** What the history is asked, or made to hold. */
export function emitHistory(
  machine: Machine,
  model: InstanceValue['class'],
  action: 'create' | 'update' | 'save' | 'look-up' | 'delete',
  fields: ReadonlyMap<string, Value>,
  site: CallSite,
): void {
  const unserialisable = [...fields].flatMap(([name, value]) => {
    const found = foreignWithin(machine, value);
    return found === undefined ? [] : [[name, found] as const];
  });
  machine.emit(
    {
      kind: 'history',
      action: action === 'save' ? 'update' : action,
      fields: new Map([...fields].map(([name, value]) => [name, constantText(value)])),
      statuses: action === 'look-up' ? [] : writtenTexts(fields.get('status')),
      unserialisable: new Map(unserialisable),
      afterWork: machine.records.isLate,
      rolledBack: false,
    },
    site,
  );
}

/** What a field may get, as far as it is written somewhere. */
function writtenTexts(value: Value | undefined): readonly { readonly value: string; readonly at: Location }[] {
  if (value?.kind === 'choice') return value.of.flatMap(writtenTexts);
  if (value?.kind !== 'literal' || value.origin === undefined || typeof value.value !== 'string') return [];
  const { module, span } = value.origin;
  return [{ value: value.value, at: module.locate(span) }];
}

function constantText(value: Value): string | undefined {
  return textOf(value) ?? (value.kind === 'literal' ? String(value.value) : undefined);
}

/** Something within a dict or list that `json` cannot write. */
function foreignWithin(machine: Machine, value: Value | undefined): string | undefined {
  switch (value?.kind) {
    case 'external':
      return isMoment(value.path) ? value.path : undefined;
    case 'unknown':
      return isMoment(value.made) ? value.made : undefined;
    case 'instance':
      return machine.models.isModel(value.class) ? value.class.definition.name : undefined;
    case 'list':
      return firstOf(itemsOf(value)?.map((item) => foreignWithin(machine, item)));
    case 'dict':
      return firstOf(keysOf(value).map((key) => foreignWithin(machine, value.cell.values.get(key))));
    case 'choice':
      return firstOf(value.of.map((one) => foreignWithin(machine, one)));
    default:
      return undefined;
  }
}

function firstOf(found: readonly (string | undefined)[] | undefined): string | undefined {
  return found?.find((one) => one !== undefined);
}
