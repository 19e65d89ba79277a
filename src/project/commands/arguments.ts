import type { Call, Expression, Parameter } from '../../core/python.ts';
import { isString, literal, unknownValue, type Value } from '../constants/value.ts';

/** The evaluated arguments of a call. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** False when `*args` could not be told, so that positional arguments are missing. */
  readonly complete: boolean;
  /** False when `**kwargs` could not be told, so that keywords are missing. */
  readonly keywordsComplete: boolean;
}

export const noArguments: Arguments = { positional: [], keywords: new Map(), complete: true, keywordsComplete: true };

export function readArguments(call: Call, evaluate: (part: Expression) => Value): Arguments {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  let complete = true;
  let keywordsComplete = true;
  for (const argument of call.args) {
    const value = evaluate(argument);
    if (argument.kind !== 'starred') positional.push(value);
    else if (value.kind === 'list') positional.push(...value.items);
    else complete = false;
  }
  for (const { name, value } of call.keywords) {
    const evaluated = evaluate(value);
    if (name !== null) keywords.set(name, evaluated);
    else if (evaluated.kind === 'dict') {
      for (const [key, item] of evaluated.entries) {
        if (isString(key)) keywords.set(key.value, item);
        else keywordsComplete = false;
      }
    } else keywordsComplete = false;
  }
  return { positional, keywords, complete, keywordsComplete };
}

/** Gives parameters their values; what the call leaves out gets its default. */
export function bindArguments(
  parameters: readonly Parameter[],
  { positional, keywords, complete, keywordsComplete }: Arguments,
): Map<string, Value> {
  const names = new Map<string, Value>();
  const plain = parameters.filter((parameter) => parameter.form === 'plain');
  const byPosition = plain.filter((parameter) => parameter.keywordOnly !== true);
  const leftOut = complete && keywordsComplete;
  for (const parameter of plain) {
    const index = byPosition.indexOf(parameter);
    const given = (index < 0 ? undefined : positional[index]) ?? keywords.get(parameter.name);
    const fallback = parameter.default === undefined || !leftOut ? undefined : literalValue(parameter.default);
    names.set(parameter.name, given ?? fallback ?? unknownValue);
  }
  for (const { name, form } of parameters) {
    if (form === 'list')
      names.set(name, complete ? { kind: 'list', items: positional.slice(byPosition.length) } : unknownValue);
    if (form !== 'dict') continue;
    const taken = new Set(plain.map((parameter) => parameter.name));
    const rest = [...keywords].filter(([key]) => !taken.has(key));
    names.set(
      name,
      keywordsComplete ? { kind: 'dict', entries: rest.map(([key, value]) => [literal(key), value]) } : unknownValue,
    );
  }
  return names;
}

/** Names in a default mean what they meant when the function was defined, which is not followed. */
function literalValue(expression: Expression): Value | undefined {
  switch (expression.kind) {
    case 'string':
    case 'number':
    case 'constant':
      return literal(expression.value);
    case 'sequence': {
      const items = expression.items.map(literalValue);
      return items.every((item) => item !== undefined) ? { kind: 'list', items } : undefined;
    }
    default:
      return undefined;
  }
}

/** Every value that the callee gets to see. */
export function valuesOf({ positional, keywords }: Arguments): readonly Value[] {
  return [...positional, ...keywords.values()];
}
