import { dictOf, isString, literal, unknownValue, type Value } from './value.ts';

export function asText(value: Value): string | undefined {
  return isString(value)
    ? value.value
    : value.kind === 'literal' && typeof value.value === 'number'
      ? String(value.value)
      : undefined;
}

export function pair(value: Value): readonly [Value, Value] {
  const [key = unknownValue, item = unknownValue] = value.kind === 'list' ? value.items : [];
  return [key, item];
}

export function binary(operator: string, left: Value, right: Value): Value {
  if (operator === '+') {
    if (isString(left) && isString(right)) return literal(left.value + right.value);
    if (left.kind === 'list' && right.kind === 'list') return { kind: 'list', items: [...left.items, ...right.items] };
  }
  if (operator === '|' && left.kind === 'dict' && right.kind === 'dict') {
    return dictOf([...left.entries, ...right.entries]);
  }
  if (operator === '%' && isString(left)) return percent(left.value, right);
  if (left.kind !== 'literal' || right.kind !== 'literal') return unknownValue;
  if (operator === '==' || operator === 'is') return literal(left.value === right.value);
  if (operator === '!=' || operator === 'is not') return literal(left.value !== right.value);
  return unknownValue;
}

function percent(template: string, right: Value): Value {
  const values = right.kind === 'list' ? right.items : [right];
  const pieces = template.split('%s');
  if (pieces.length !== values.length + 1 || pieces.some((piece) => piece.includes('%'))) return unknownValue;
  const texts = values.map(asText);
  if (!texts.every((text) => text !== undefined)) return unknownValue;
  return literal(pieces.map((piece, index) => piece + (texts[index] ?? '')).join(''));
}

export function subscript(value: Value, indexes: readonly Value[]): Value {
  const [index] = indexes;
  if (index?.kind !== 'literal' || indexes.length !== 1) return unknownValue;
  if (value.kind === 'list' && typeof index.value === 'number') return value.items.at(index.value) ?? unknownValue;
  if (value.kind !== 'dict') return unknownValue;
  if (value.entries.some(([key]) => key.kind !== 'literal')) return unknownValue;
  const found = value.entries.findLast(([key]) => key.kind === 'literal' && key.value === index.value);
  return found?.[1] ?? unknownValue;
}
