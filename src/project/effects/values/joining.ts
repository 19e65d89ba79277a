import { altered } from '../../../core/altered.ts';
import { isMoment } from './moments.ts';
import { isFunction } from './functions.ts';
import { isDry, optionOf, textOf, unknown, unknownValue, withAnswer, type Value } from './value.ts';

/** Alternatives beyond these are forgotten; texts are cheap, and may be the names of commands. */
const maximumChoices = 4;
const maximumTexts = 40;
const maximumFunctions = 12;

/** What a name stands for where two paths meet. */
export function join(values: readonly Value[]): Value {
  const [one] = values;
  if (one !== undefined && one.kind !== 'choice' && values.every((other) => other === one)) return one;
  const distinct: Value[] = [];
  const add = (value: Value): void => {
    if (!distinct.some((other) => same(other, value))) distinct.push(value);
  };
  for (const value of values) {
    if (value.kind === 'choice') value.of.forEach(add);
    else add(value);
  }
  const [only] = distinct;
  if (only === undefined) return unknownValue;
  if (distinct.length === 1) return only;
  const maximum = distinct.every((value) => textOf(value) !== undefined)
    ? maximumTexts
    : distinct.every(isFunction)
      ? maximumFunctions
      : maximumChoices;
  const [first, ...others] = distinct.map(optionOf);
  const option = others.every((other) => other === first) ? first : undefined;
  // Where one of them comes from an option, what is known of it as a text would be lost.
  const isKept = (value: Value): boolean =>
    value.kind !== 'unknown' || (value.text !== undefined && option === undefined && distinct.every(isSomeText));
  if (distinct.length <= maximum && distinct.every(isKept)) return { kind: 'choice', of: distinct };
  const value = withAnswer(unknown(distinct.some(isDry), option), answerOf(distinct));
  const made = madeBy(distinct);
  return made === undefined ? value : altered(value, { made });
}

/** Where in an answer those stand that are part of one. */
function answerOf(values: readonly Value[]): readonly string[] | undefined {
  return values.flatMap((value) => ('answer' in value ? [value.answer] : []))[0];
}

/** Something is known of it, as a text. */
function isSomeText(value: Value): boolean {
  return textOf(value) !== undefined || (value.kind === 'unknown' && value.text !== undefined);
}

/** What has computed all of them, `None` apart. */
function madeBy(values: readonly Value[]): string | undefined {
  const [first, ...others] = values.flatMap((value) =>
    value.kind === 'literal' && value.value === null ? [] : [value.kind === 'unknown' ? value.made : undefined],
  );
  const isAlike = (other: string | undefined): boolean => other === first || (isMoment(first) && isMoment(other));
  return others.every(isAlike) ? first : undefined;
}

function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'literal':
      return b.kind === 'literal' && a.value === b.value && a.dry === b.dry;
    case 'list':
    case 'dict':
    case 'instance':
      return b.kind === a.kind && a.cell === b.cell;
    case 'external':
      return b.kind === 'external' && a.path === b.path && a.dry === b.dry;
    case 'unknown':
      return b.kind === 'unknown' && a.dry === b.dry && a.option === b.option && a.truth === b.truth;
    case 'entity':
      return b.kind === 'entity' && a.entity.kind === b.entity.kind && sameDefinition(a.entity, b.entity);
    case 'function':
      return b.kind === 'function' && a.definition === b.definition && a.receiver === b.receiver && a.given === b.given;
    case 'method':
      return b.kind === 'method' && a.name === b.name && a.given === b.given && same(a.receiver, b.receiver);
    default:
      return false;
  }
}

type KnownEntity = Extract<Value, { kind: 'entity' }>['entity'];

function sameDefinition(a: KnownEntity, b: KnownEntity): boolean {
  if (a.kind === 'function' && b.kind === 'function') return a.definition === b.definition;
  if (a.kind === 'module' && b.kind === 'module') return a.module === b.module;
  return a === b;
}
