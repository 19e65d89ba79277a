import { known, notKnown, type Known } from '../../core/known.ts';
import type { OptionValue } from '../../core/commands.ts';
import type { Value } from '../constants/value.ts';
import type { Arguments } from './arguments.ts';

/** What a keyword was given; `known(undefined)` where it certainly was not. */
export function keyword({ keywords, keywordsComplete }: Arguments, name: string): Known<Value | undefined> {
  const given = keywords.get(name);
  return given === undefined && !keywordsComplete ? notKnown : known(given);
}

/** `read` of the keyword's value, or `otherwise` where it was not given. */
export function keywordOr<T>(args: Arguments, name: string, read: (value: Value) => Known<T>, otherwise: T): Known<T> {
  const given = keyword(args, name);
  if (!given.known) return notKnown;
  return given.value === undefined ? known(otherwise) : read(given.value);
}

const argparseConstants: Readonly<Record<string, string>> = {
  'argparse.SUPPRESS': '==SUPPRESS==',
  'argparse.OPTIONAL': '?',
  'argparse.ZERO_OR_MORE': '*',
  'argparse.ONE_OR_MORE': '+',
  'argparse.REMAINDER': '...',
};

export function plainValue(value: Value): Known<OptionValue> {
  if (value.kind === 'literal') return known(value.value);
  if (value.kind === 'list') {
    const items = value.items.map(plainValue);
    return items.every((item) => item.known) ? known(items.map((item) => item.value)) : notKnown;
  }
  const constant = value.kind === 'entity' && value.entity.kind === 'external' && argparseConstants[value.entity.name];
  return typeof constant === 'string' ? known(constant) : notKnown;
}

export function textOrNull(value: Value): Known<string | null> {
  const plain = plainValue(value);
  return plain.known && (plain.value === null || typeof plain.value === 'string') ? known(plain.value) : notKnown;
}

export function text(value: Value): Known<string> {
  const read = textOrNull(value);
  return read.known && read.value !== null ? known(read.value) : notKnown;
}

export function flag(value: Value): Known<boolean> {
  return value.kind === 'literal' ? known(Boolean(value.value)) : notKnown;
}

export function nargs(value: Value): Known<number | string | null> {
  const plain = plainValue(value);
  const fits =
    plain.known && (typeof plain.value === 'number' || typeof plain.value === 'string' || plain.value === null);
  return fits ? known(plain.value) : notKnown;
}

/** What `choices` runs over. */
export function choices(value: Value): Known<readonly OptionValue[] | null> {
  if (value.kind === 'literal' && value.value === null) return known(null);
  const items =
    value.kind === 'dict' ? value.entries.map(([key]) => key) : value.kind === 'list' ? value.items : undefined;
  const plain = items === undefined ? notKnown : plainValue({ kind: 'list', items });
  return plain.known && Array.isArray(plain.value) ? known(plain.value) : notKnown;
}
