import type { Fault } from '../../../core/trial.ts';
import type { Json } from '../../../core/verdict.ts';
import type { Records } from '../answers/records.ts';
import { mapLeaves, valueAt, withoutValueAt, withValueAt, type Path } from '../json.ts';
import { hugeDigits, hugeInteger } from './huge-integer.ts';

/** The records as they are served under a fault. */
export function bentRecords(records: Records, fault: Fault): Records {
  const { count, key } = records;
  switch (fault) {
    case 'empty':
      return { ...records, count: 0 };
    case 'endless':
      return { ...records, count: count === 0 ? 0 : Number.POSITIVE_INFINITY };
    case 'duplicates':
      return { ...records, count: count * 2, at: (index) => records.at(Math.floor(index / 2)) };
    default:
      return { ...records, at: (index) => bentRecord(records.at(index), fault, key) };
  }
}

export function bentRecord(record: Json, fault: Fault, key: Path | null): Json {
  if (fault === 'missing-key') return key === null ? record : withoutValueAt(record, key);
  const bend = leafBender(fault);
  if (bend === null) return record;
  const bent = mapLeaves(record, bend);
  // Without its key nobody could say which record was bent: that is another fault.
  const kept = key === null ? undefined : valueAt(record, key);
  return key === null || kept === undefined ? bent : withValueAt(bent, key, kept);
}

function leafBender(fault: Fault): ((leaf: Json) => Json) | null {
  switch (fault) {
    case 'null-values':
      return () => null;
    case 'wrong-types':
      return wrongType;
    case 'unicode':
      return (leaf) => (isProse(leaf) ? `${leaf} \u{1d518}\u{1f9ea}\u200f\u202e\u0000` : leaf);
    case 'huge-integers':
      return hugeNumber;
    default:
      return null;
  }
}

function wrongType(leaf: Json): Json {
  switch (typeof leaf) {
    case 'string':
      return startsLikeDate.test(leaf) ? 'not a date' : [leaf];
    case 'number':
      return 'seven';
    case 'boolean':
      return 'maybe';
    default:
      return [];
  }
}

const startsLikeDate = /^\d{4}-\d{2}/;

/** Text that people wrote: neither a number nor an address nor a time. */
function isProse(leaf: Json): leaf is string {
  return typeof leaf === 'string' && /\p{L}/u.test(leaf) && !startsLikeDate.test(leaf) && !/@|:\/\//.test(leaf);
}

function hugeNumber(leaf: Json): Json {
  if (typeof leaf === 'string') return /^\d+$/.test(leaf) ? hugeDigits : leaf;
  return Number.isInteger(leaf) ? hugeInteger : leaf;
}
