import type { Json } from '../../../core/verdict.ts';
import { mapLeaves, valueAt, withValueAt, type Path } from '../json.ts';

/** Names of what people write freely, so that another text is as good. */
const freeText = /name|title|subject|description|note|comment|message|label|street|address|city|company|first|last/i;
const measure = /amount|price|total|sum|count|quantity|duration|spend|cost|value|clicks|impressions|score|size/i;
const email = /^[^\s@]+@[^\s@]+\.[a-z]+$/i;

/** The same record with other values in its second edition; key, codes and times stay what they are. */
export function inEdition(record: Json, key: Path | null, edition: 1 | 2): Json {
  if (edition === 1) return record;
  const kept = key === null ? undefined : valueAt(record, key);
  const varied = mapLeaves(record, (leaf, path) => variedLeaf(leaf, path.at(-1) ?? ''));
  return key === null || kept === undefined ? varied : withValueAt(varied, key, kept);
}

function variedLeaf(leaf: Json, name: string): Json {
  if (typeof leaf === 'number') return measure.test(name) ? leaf + 1 : leaf;
  if (typeof leaf !== 'string' || leaf === '') return leaf;
  if (email.test(leaf)) return `second.${leaf}`;
  if (/\d/.test(leaf)) return leaf;
  return freeText.test(name) ? `${leaf} II` : leaf;
}

/** A record like the example, with a key of its own. */
export function copied(example: Json, key: Path | null, index: number): Json {
  if (key === null || index === 0) return example;
  const known = valueAt(example, key);
  if (typeof known === 'number') return withValueAt(example, key, known + index);
  return typeof known === 'string' ? withValueAt(example, key, counted(known, index)) : example;
}

/** Another text of the same form: its last digits count up. */
function counted(text: string, index: number): string {
  const digits = /\d{1,9}(?=\D*$)/.exec(text);
  if (digits === null) return `${text}-${index + 1}`;
  const next = String(Number(digits[0]) + index).padStart(digits[0].length, '0');
  return text.slice(0, digits.index) + next + text.slice(digits.index + digits[0].length);
}
