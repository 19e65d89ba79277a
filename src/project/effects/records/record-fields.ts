import type { ModelKnowledge } from '../machine.ts';
import { isUnderWay, type RecordState } from './record-states.ts';
import { textOf, type InstanceValue, type Value } from '../values/value.ts';

type Fields = ReadonlyMap<string, Value>;

/** What is known of the fields of a record. */
export function fieldsOf({ cell }: InstanceValue): Fields {
  return new Map([...cell.values].flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** How a record stands once these fields are stored. */
export function storedState(models: ModelKnowledge, { class: model }: InstanceValue, fields: Fields): RecordState {
  const status = fields.get('status');
  const end = fields.get('end_time');
  const hasEnd = end !== undefined && !(end.kind === 'literal' && end.value === null);
  if (!models.historyKeeps('status')) return 'lost';
  if (status === undefined) return hasEnd ? 'finished' : 'open';
  if (isUnderWay(status)) return 'open';
  return models.historyKeeps('end_time') && !models.savesItself(model) && !hasEnd ? 'endless' : 'finished';
}

/** Whatever is said to be under way still has failed: no run says so of itself, but where it handles an exception. */
export function closesAbandoned(filters: Fields, fields: Fields): boolean {
  const [looked, stored] = [filters.get('status'), fields.get('status')];
  if (looked === undefined || stored === undefined || !isUnderWay(looked)) return false;
  return /^(fail(ed|ure)?|error|abort(ed)?|abandoned|interrupted|cancel(l)?ed|stale|timed?_?out|killed)$/i.test(
    textOf(stored) ?? '',
  );
}

/** The record whose primary key this is. */
export function keyedRecord(value: Value | undefined): InstanceValue | undefined {
  return value?.kind === 'method' && value.name === 'pk' && value.receiver.kind === 'instance'
    ? value.receiver
    : undefined;
}
