import { binary } from '../../constants/operators.ts';
import {
  candidatesOf,
  dictOf,
  elementOf,
  entryOf,
  hasOnlyOptions,
  itemsOf,
  keysOf,
  listOf,
  listOfMany,
  listOfSome,
  mayHaveMore,
} from '../values/collections.ts';
import type { Machine } from '../machine.ts';
import { truthOf } from './truth.ts';
import { join } from '../values/joining.ts';
import { isDry, literal, noArguments, optionOf, textOf, unknown, unknownValue, type Value } from '../values/value.ts';

/** Arithmetic, comparison, membership; of unknown values only where they come from is known. */
export function binaryOperation(machine: Machine, operator: string, left: Value, right: Value): Value {
  const dry = isDry(left) || isDry(right);
  if (left.kind === 'list' && right.kind === 'list' && operator === '+') {
    const [first, second] = [itemsOf(left), itemsOf(right)];
    if (first && second) return listOf([...first, ...second]);
    const [some, more] = [candidatesOf(left), candidatesOf(right)];
    return some && more ? listOfSome([...some, ...more]) : listOfMany(join([elementOf(left), elementOf(right)]));
  }
  if (left.kind === 'dict' && right.kind === 'dict' && operator === '|') return merged(left, right);
  if (operator === 'in' || operator === 'not in') {
    const found = contains(machine, right, left);
    return found === undefined ? unknown(dry) : literal(found === (operator === 'in'), dry);
  }
  if (operator === 'is' || operator === 'is not' || operator === '==' || operator === '!=') {
    const equal = equals(left, right);
    if (equal !== undefined) return literal(equal === (operator === 'is' || operator === '=='), dry);
    return unknown(unknownPartIsDry(left, right), optionOf(left) ?? optionOf(right));
  }
  if (operator === '/' && left.kind === 'external') {
    const args = left.args ?? noArguments;
    return { ...left, path: `${left.path}/`, args: { ...args, positional: [...args.positional, right] } };
  }
  if (left.kind === 'literal' && right.kind === 'literal') {
    const result = binary(operator, { kind: 'literal', value: left.value }, { kind: 'literal', value: right.value });
    if (result.kind === 'literal') return literal(result.value, dry);
    // Other sums may grow in a loop.
    if (operator === '+' && left.value === 0 && right.value === 0) return literal(0, dry);
    const compared = compare(operator, left.value, right.value);
    if (compared !== undefined) return literal(compared, dry);
  }
  return unknown(dry, optionOf(left) ?? optionOf(right));
}

function unknownPartIsDry(...values: readonly Value[]): boolean {
  return values.some((value) => value.kind !== 'literal' && isDry(value));
}

/** Undefined where it cannot be told. */
function equals(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'literal' && right.kind === 'literal') return left.value === right.value;
  const [fixed, other] = left.kind === 'literal' ? [left, right] : [right, left];
  // Something that was made is never `None`.
  if (
    fixed.kind === 'literal' &&
    ['instance', 'list', 'dict', 'entity', 'function', 'query', 'method'].includes(other.kind)
  ) {
    return fixed.value === null || typeof fixed.value === 'boolean' ? false : undefined;
  }
  if (left.kind === 'entity' && right.kind === 'entity') return left.entity === right.entity ? true : undefined;
  return undefined;
}

function compare(operator: string, left: unknown, right: unknown): boolean | undefined {
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
}

function contains(machine: Machine, container: Value, value: Value): boolean | undefined {
  const text = textOf(value);
  if (container.kind === 'dict') {
    if (text === undefined) return undefined;
    if (container.cell.values.get(text) !== undefined) return true;
    if (container.options === true && machine.options.names().includes(text)) return true;
    if (container.options === true && machine.options.complete && hasOnlyOptions(container)) return false;
    return mayHaveMore(container) || entryOf(container, text) !== undefined ? undefined : false;
  }
  if (container.kind === 'literal' && typeof container.value === 'string' && text !== undefined) {
    return container.value.includes(text);
  }
  if (container.kind !== 'list' || value.kind !== 'literal') return undefined;
  const answers = itemsOf(container)?.map((item) => equals(item, value));
  if (answers === undefined) return undefined;
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

/** `{**left, **right}` */
function merged(left: Extract<Value, { kind: 'dict' }>, right: Extract<Value, { kind: 'dict' }>): Value {
  const entries = [...keysOf(left), ...keysOf(right)].map(
    (key) => [key, right.cell.values.get(key) ?? left.cell.values.get(key) ?? unknownValue] as const,
  );
  const rest = [left, right].some(mayHaveMore) ? unknownValue : undefined;
  const result = dictOf(entries, rest);
  return left.options === true || right.options === true ? { ...result, options: true } : result;
}

export function negation(machine: Machine, value: Value): Value {
  const known = truthOf(machine, value);
  return known === undefined ? unknown(isDry(value), optionOf(value)) : literal(!known, isDry(value));
}

/**
 * `a and b`, `a or b`: one operand may decide alone.
 *
 * What stays unknown depends on the operands that are unknown, and on nothing else.
 */
export function connective(
  machine: Machine,
  operator: 'and' | 'or',
  operands: readonly ((conditional: boolean) => Value)[],
): Value {
  const decides = operator === 'or';
  const undecided: Value[] = [];
  let last: Value = unknownValue;
  for (const operand of operands) {
    last = operand(undecided.length > 0);
    const known = truthOf(machine, last);
    if (known === decides) return undecided.length === 0 ? last : literalTruth(decides, last, undecided, operator);
    if (known === undefined) undecided.push(last);
  }
  if (undecided.length === 0) return last;
  if (operator === 'or' && undecided.length > 0) {
    // `given or default`
    const values = [...undecided, ...(undecided.includes(last) ? [] : [last])];
    if (values.every(({ kind }) => kind !== 'unknown')) return join(values);
  }
  return unknown(
    undecided.some(isDry),
    undecided.map(optionOf).find((option) => option !== undefined),
  );
}

/** `maybe and False` is false whatever `maybe` is; `maybe or default` is one of two values, both of them true. */
function literalTruth(decides: boolean, last: Value, undecided: readonly Value[], operator: 'and' | 'or'): Value {
  if (operator === 'and' || last.kind === 'literal') {
    return typeof (last.kind === 'literal' ? last.value : null) === 'boolean' || operator === 'and'
      ? literal(decides, isDry(last))
      : unknown(
          undecided.some(isDry),
          undecided.map(optionOf).find((option) => option !== undefined),
        );
  }
  return undecided.every(({ kind }) => kind !== 'unknown') ? join([...undecided, last]) : last;
}
