import type { Call, Expression } from '../../core/python.ts';
import { mutators } from '../../facts/changed-names.ts';
import { isString, iterate, literal, maximumItems, unknownValue, type Value } from './value.ts';

/** A builtin function or a method of a string, list or dict on known values; undefined: not one of those. */
export function callBuiltin(callee: Value, call: Call, evaluate: (part: Expression) => Value): Value | undefined {
  if (call.args.some((argument) => argument.kind === 'starred')) return undefined;
  if (callee.kind === 'entity' && callee.entity.kind === 'external') {
    const name = /^builtins\.(\w+)$/.exec(callee.entity.name)?.[1] ?? '';
    if (!sequenceFunctions.has(name) || call.keywords.length > 0) return undefined;
    return sequenceFunction(name, call.args.map(evaluate));
  }
  if (callee.kind !== 'method' || call.keywords.length > 0) return undefined;
  const { receiver, name } = callee;
  if (isString(receiver)) return stringMethod(receiver.value, name, call.args.map(evaluate));
  if (receiver.kind === 'dict' && !mutators.has(name)) return dictMethod(receiver, name, call.args.map(evaluate));
  return undefined;
}

const sequenceFunctions = new Set([
  'list',
  'tuple',
  'set',
  'sorted',
  'reversed',
  'enumerate',
  'zip',
  'str',
  'dict',
  'range',
]);

function sequenceFunction(name: string, args: readonly Value[]): Value {
  const [first] = args;
  if (name === 'str') return first !== undefined && isString(first) ? first : unknownValue;
  if (name === 'dict')
    return first === undefined ? { kind: 'dict', entries: [] } : first.kind === 'dict' ? first : unknownValue;
  if (name === 'range') return range(args);
  const lists = args.map(iterate);
  if (!lists.every((list) => list !== undefined)) return unknownValue;
  const [items = []] = lists;
  switch (name) {
    case 'sorted':
      if (items.some(({ kind }) => kind === 'unknown')) return unknownValue;
      return { kind: 'list', items: items.every(isString) ? sortTexts(items) : items };
    case 'reversed':
      return { kind: 'list', items: items.toReversed() };
    case 'enumerate':
      return { kind: 'list', items: items.map((item, index) => ({ kind: 'list', items: [literal(index), item] })) };
    case 'zip': {
      const length = Math.min(...lists.map((list) => list.length));
      const row = (index: number): Value => ({ kind: 'list', items: lists.map((list) => list[index] ?? unknownValue) });
      return {
        kind: 'list',
        items: Array.from({ length: Number.isFinite(length) ? length : 0 }, (_, index) => row(index)),
      };
    }
    default:
      return { kind: 'list', items };
  }
}

function range(args: readonly Value[]): Value {
  const numbers = args.flatMap((value) =>
    value.kind === 'literal' && typeof value.value === 'number' ? value.value : [],
  );
  if (numbers.length !== args.length || numbers.length === 0 || numbers.length > 2) return unknownValue;
  const [start = 0, end = 0] = numbers.length === 1 ? [0, ...numbers] : numbers;
  const length = Math.max(0, end - start);
  if (length > maximumItems) return unknownValue;
  return { kind: 'list', items: Array.from({ length }, (_, index) => literal(start + index)) };
}

function sortTexts(items: readonly { readonly kind: 'literal'; readonly value: string }[]): readonly Value[] {
  return items.toSorted((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
}

function dictMethod(receiver: Extract<Value, { kind: 'dict' }>, name: string, args: readonly Value[]): Value {
  if (args.length > 0) return unknownValue;
  switch (name) {
    case 'items':
      return { kind: 'list', items: receiver.entries.map(([key, value]) => ({ kind: 'list', items: [key, value] })) };
    case 'keys':
      return { kind: 'list', items: receiver.entries.map(([key]) => key) };
    case 'values':
      return { kind: 'list', items: receiver.entries.map(([, value]) => value) };
    case 'copy':
      return receiver;
    default:
      return unknownValue;
  }
}

function stringMethod(text: string, name: string, args: readonly Value[]): Value {
  const [first, second] = args;
  const texts = args.filter(isString).map((value) => value.value);
  const known = texts.length === args.length;
  switch (name) {
    case 'lower':
      return literal(text.toLowerCase());
    case 'upper':
      return literal(text.toUpperCase());
    case 'strip':
      return args.length === 0 ? literal(text.trim()) : unknownValue;
    case 'replace':
      return known && texts.length === 2 ? literal(text.replaceAll(texts[0] ?? '', texts[1] ?? '')) : unknownValue;
    case 'format':
      return known ? formatted(text, texts) : unknownValue;
    case 'split': {
      const pieces =
        first === undefined ? text.split(/\s+/).filter(Boolean) : isString(first) ? text.split(first.value) : undefined;
      return pieces === undefined || second !== undefined ? unknownValue : { kind: 'list', items: pieces.map(literal) };
    }
    case 'join': {
      const items = first === undefined ? undefined : iterate(first);
      return items?.every(isString) === true ? literal(items.map((item) => item.value).join(text)) : unknownValue;
    }
    default:
      return unknownValue;
  }
}

function formatted(template: string, values: readonly string[]): Value {
  if (/\{[^}]/.test(template)) return unknownValue;
  let index = 0;
  const text = template.replaceAll('{}', () => values[index++] ?? '');
  return index === values.length ? literal(text) : unknownValue;
}
