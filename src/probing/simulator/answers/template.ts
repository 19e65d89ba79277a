import type { Json } from '../../../core/verdict.ts';
import { mapLeaves } from '../json.ts';

/** What placeholders of a template stand for. */
export interface Numbers {
  /** Of the record, from 1; the same in both editions. */
  readonly n: number;
  /** Of its values: differs between the editions. */
  readonly v: number;
  /** Edition. */
  readonly e: number;
}

export function numbersOf(index: number, edition: 1 | 2): Numbers {
  const n = index + 1;
  // Prime, so that a choice between several values differs as well.
  return { n, v: n + (edition - 1) * 37, e: edition };
}

const placeholder = /\{(n|v|e|day|time)(?:\*(-?\d+(?:\.\d+)?))?(?:\+(-?\d+(?:\.\d+)?))?(?::([^{}]*))?\}/g;

/** A record: the template with its placeholders filled in; a text that is nothing but one number becomes a number. */
export function fill(template: Json, numbers: Numbers): Json {
  return mapLeaves(template, (leaf) => {
    if (typeof leaf !== 'string') return leaf;
    const [whole] = leaf.matchAll(placeholder);
    if (whole === undefined) return leaf;
    if (whole[0] === leaf) return valueOf(whole, numbers);
    return leaf.replace(placeholder, (...match) => String(valueOf(match, numbers)));
  });
}

function valueOf(match: readonly unknown[], numbers: Numbers): string | number {
  const [, name, factor, offset, choices] = match.map((part) => (typeof part === 'string' ? part : ''));
  const number = name === 'n' || name === 'e' ? numbers[name] : numbers.v;
  if (choices !== undefined && choices !== '') {
    const options = choices.split('|');
    return options[(number - 1) % options.length] ?? '';
  }
  if (name === 'day') return moment(number + Number(offset)).slice(0, 10);
  if (name === 'time') return moment(number + Number(offset));
  return rounded(number * (factor === '' ? 1 : Number(factor)) + Number(offset));
}

const firstDay = Date.UTC(2024, 2, 1, 9);
const longest = 365 * 100;

function moment(days: number): string {
  const shift = (days % longest) * 24 * 60 * 60 * 1000;
  return new Date(firstDay + shift).toISOString().replace('.000Z', 'Z');
}

function rounded(number: number): number {
  return Math.round(number * 1e6) / 1e6;
}
