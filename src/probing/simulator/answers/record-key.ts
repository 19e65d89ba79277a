import type { Json } from '../../../core/verdict.ts';
import { isTable, type Path } from '../json.ts';

const usualKeys = ['id', 'ID', 'Id', '_id', 'uuid', 'guid', 'uid', 'pk', 'key'];

/** Which value identifies a record, as far as names tell. */
export function keyOf(record: Json | undefined): Path | null {
  if (!isTable(record)) return null;
  const names = Object.keys(record);
  const usual = usualKeys.find((name) => names.includes(name));
  const name = usual ?? names.find((each) => /(?:[a-z]I[dD]|_id|[ -]id|^id)$/.test(each));
  return name === undefined ? null : [name];
}
